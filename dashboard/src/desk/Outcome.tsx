/** What was recorded, and where it can be seen. */

import { t } from "../words/words";
import { showMarks } from "./Article";
import { FOR_ALL, isForAll, type Choice, type Draft } from "./draft/draft";
import { begin, draft } from "./draft/drafts";
import { lastDay } from "./draft/edtf";
import { preview } from "./draft/recording";
import { term } from "./draft/terms";

export function Outcome() {
  const { outcome, disclosure = FOR_ALL } = draft.value;
  if (!outcome) return null;
  const isOpen = isForAll(disclosure);
  return (
    <section class="outcome" aria-labelledby="heading-outcome">
      <h2 id="heading-outcome" tabIndex={-1}>{t("desk.done")}</h2>
      <p role="status">{t(isOpen ? "desk.done.text" : "desk.done.withheld", { position: outcome.position })}</p>
      <ul>
        {outcome.events.map(({ id, type }, index) => (
          <li key={id}>
            <Named id={isOpen ? id : null} type={type} />{" "}
            <bdi>{about(draft.value, index - outcome.events.length)}</bdi> <small><code>{id}</code></small>
          </li>
        ))}
      </ul>
      {outcome.warnings.map((warning) => <p key={warning} class="quiet">{warning}</p>)}
      <p class="actions">
        {isOpen && <a class="primary" href={mapAddress(draft.value)}>{t("desk.done.map")}</a>}
        <button type="button" onClick={() => (begin(), showMarks())}>{t("desk.done.next")}</button>
      </p>
    </section>
  );
}

/** Its page is asked for without a token, and so is there only for what everybody may open. */
function Named({ id, type }: { id: string | null; type: string }) {
  const name = <bdi>{term("type", type)}</bdi>;
  return id ? <a href={`event/${encodeURIComponent(id)}`}>{name}</a> : name;
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
