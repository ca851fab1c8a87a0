/** What was recorded, and where it can be seen. */

import { t } from "../words/words";
import { showMarks } from "./Article";
import type { Choice, Draft } from "./draft/draft";
import { begin, draft } from "./draft/drafts";
import { lastDay } from "./draft/edtf";
import { preview } from "./draft/recording";
import { term } from "./draft/terms";

export function Outcome() {
  const { outcome } = draft.value;
  if (!outcome) return null;
  return (
    <section class="outcome" aria-labelledby="heading-outcome">
      <h2 id="heading-outcome" tabIndex={-1}>{t("desk.done")}</h2>
      <p role="status">{t("desk.done.text", { position: outcome.position })}</p>
      <ul>
        {outcome.events.map(({ id, type }, index) => (
          <li key={id}>
            <a href={`event/${encodeURIComponent(id)}`}><bdi>{term("type", type)}</bdi></a>{" "}
            <bdi>{about(draft.value, index - outcome.events.length)}</bdi> <small><code>{id}</code></small>
          </li>
        ))}
      </ul>
      {outcome.warnings.map((warning) => <p key={warning} class="quiet">{warning}</p>)}
      <p class="actions">
        <a class="primary" href={mapAddress(draft.value)}>{t("desk.done.map")}</a>
        <button type="button" onClick={() => (begin(), showMarks())}>{t("desk.done.next")}</button>
      </p>
    </section>
  );
}

/** The place that a recorded event is about, counted from the last: before those of the draft stands its source. */
function about({ events }: Draft, fromLast: number): string {
  const { fields } = events.at(fromLast) ?? {};
  const place = fields?.["place"] ?? fields?.["within"] ?? fields?.["origin"];
  const [first] = (fields?.["places"] as Choice[] | undefined) ?? [];
  return (place as Choice | null)?.label ?? first?.label ?? "";
}

/** The map at the place and the last day of the first event, else where the answer differs first. */
function mapAddress({ events }: Draft): string {
  const [change] = preview.value?.changes ?? [];
  const event = events.find(({ fields }) => fields["place"]) ?? events[0];
  const date = lastDay(String(event?.fields["occurred"] ?? "")) ?? change?.from;
  const place = (event?.fields["place"] as Choice | undefined)?.id ?? change?.place.id;
  const parts = { ...(date && { date }), ...(place && { place }) };
  return `./?${new URLSearchParams(parts)}`;
}
