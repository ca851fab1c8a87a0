/** What else is reported of a place: fighting, casualties, crossings, whether it is open. */

import { knownDay } from "../data/report";
import { t, term } from "../words/words";
import { Claim } from "./Claim";
import { useHappenings } from "./place";

interface Props {
  place: string;
  /** Only what was known by this day; null: everything. */
  until: string | null;
}

export function Happenings({ place, until }: Props) {
  const all = useHappenings(place) ?? [];
  const shown = all.filter(({ event }) => !until || knownDay(event) <= until);
  if (shown.length === 0) return null;
  const types = [...new Set(shown.map(({ event }) => event.type))];
  return (
    <section>
      <h3>{t("panel.happenings")}</h3>
      {types.map((type) => {
        const those = shown.filter((report) => report.event.type === type);
        return (
          <details key={type} class="claims">
            <summary>
              {term("type", type)} <span class="count">{those.length}</span>
            </summary>
            <ul>
              {those.map((report) => (
                <Claim key={report.id} claim={report} />
              ))}
            </ul>
          </details>
        );
      })}
    </section>
  );
}
