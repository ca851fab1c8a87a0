/** What the report says, as events. */

import { actors } from "../data/actors";
import { t } from "../words/words";
import { code } from "./draft/coding";
import { draft } from "./draft/drafts";
import { EventForm } from "./EventForm";
import { focusEvent } from "./focus";

export function Events() {
  const { events, undoing } = draft.value;
  if (undoing?.how === "retract") return null;
  return (
    <section class="events" aria-labelledby="heading-events">
      <h2 id="heading-events">{t("desk.events")}</h2>
      {!actors.value.size && <p role="status">{t("desk.events.noActors")}</p>}
      {!events.length && <p class="quiet">{t("desk.events.none")}</p>}
      {events.map((event, index) => (
        <EventForm key={event.key} event={event} number={index + 1} />
      ))}
      {!undoing && (
        <button type="button" id="add-event" onClick={() => focusEvent(code(null))}>{t("desk.events.add")}</button>
      )}
    </section>
  );
}
