/** What kind of place it is, where it lies, and what else it is called. */

import { change } from "../view/view";
import { t, term } from "../words/words";
import type { PlaceShown } from "./place";

/** Other spellings shown; the page of the place has all. */
const NAMES_SHOWN = 6;
const AREAS = new Set(["COUNTRY", "PROVINCE"]);

export function PlaceName({ place: { id, kind, name, names, ancestors } }: { place: PlaceShown }) {
  const others = names.filter(({ text }) => text !== name).sort(byScript).slice(0, NAMES_SHOWN);
  return (
    <div class="place-name quiet">
      <span>{term("a", kind)}</span>
      {ancestors.map((area) => (
        <span key={area.id}>
          {" · "}
          <button type="button" class="link" onClick={() => change({ place: area.id }, "push")}>
            <bdi>{area.name}</bdi>
          </button>
        </span>
      ))}
      {others.length > 0 && (
        <p class="other-names">
          {others.map(({ text, language }) => (
            <bdi key={text} lang={language ?? undefined}>
              {text}
            </bdi>
          ))}
        </p>
      )}
      {AREAS.has(kind) && (
        <button type="button" onClick={() => change({ filter: { within: id, holder: null, certainty: null } })}>
          {t("panel.within.only")}
        </button>
      )}
    </div>
  );
}

/** Names in other scripts first: they are what a reader cannot guess. */
function byScript(one: { script: string | null }, other: { script: string | null }): number {
  return Number(one.script === "Latn") - Number(other.script === "Latn");
}
