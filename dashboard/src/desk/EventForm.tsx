/** The form of one drafted event. */

import { useState } from "preact/hooks";
import { t } from "../words/words";
import { code } from "./draft/coding";
import { TYPES, type EventDraft, type EventType } from "./draft/draft";
import { draft, edit, editEvent } from "./draft/drafts";
import { fieldsOf, type Field } from "./draft/forms";
import { locate } from "./draft/passages";
import { problemsAt } from "./draft/problems";
import { term } from "./draft/terms";
import { FormField } from "./fields/FormField";
import { focusEvent, focusSoon } from "./focus";
import { hue } from "./hue";

interface Props {
  event: EventDraft;
  number: number;
}

export function EventForm({ event, number }: Props) {
  const fields = fieldsOf(event.type);
  return (
    <article class="event" style={{ "--hue": hue(number) }} aria-labelledby={`${event.key}-heading`}>
      <header>
        <h3 id={`${event.key}-heading`}>{t("desk.event", { number })}</h3>
        <TypeSelect event={event} />
      </header>
      <Passage event={event} />
      <div class="fields">
        {fields.filter(({ rare }) => !rare).map((field) => (
          <FormField key={field.name} event={event} field={field} />
        ))}
      </div>
      <More event={event} fields={fields.filter(({ rare }) => rare)} />
      <footer>
        {event.passage && (
          <button type="button" onClick={() => focusEvent(code(event.passage))}>{t("desk.event.again")}</button>
        )}
        {!draft.value.undoing && <Remove event={event} />}
      </footer>
    </article>
  );
}

function TypeSelect({ event }: { event: EventDraft }) {
  const choose = (type: EventType) => editEvent(event.key, (edited) => ({ ...edited, type }));
  return (
    <label>
      <span class="visually-hidden">{t("desk.event.type")}</span>
      <select
        id={`${event.key}-type`}
        value={event.type}
        onChange={({ currentTarget }) => choose(currentTarget.value as EventType)}
      >
        {TYPES.map((type) => (
          <option key={type} value={type}>{term("type", type)}</option>
        ))}
      </select>
    </label>
  );
}

/** The words that the event is taken from. Typing fewer or more of them moves the ends of the passage. */
function Passage({ event: { key, passage } }: { event: EventDraft }) {
  const { text } = draft.value;
  const [typed, setTyped] = useState<string | null>(null);
  if (!text || (!passage && typed === null)) return null;
  const words = typed ?? text.slice(passage!.start, passage!.end);
  const change = (wanted: string) => {
    const place = locate(text, wanted, passage?.start ?? 0);
    setTyped(place ? null : wanted);
    if (place) editEvent(key, (edited) => ({ ...edited, passage: place }));
  };
  const problem = typed !== null && t("desk.event.notInText");
  return (
    <div class="field passage">
      <label for={`${key}-passage`}>{t("desk.event.passage")}</label>
      <textarea
        id={`${key}-passage`}
        rows={2}
        dir="auto"
        value={words}
        aria-invalid={typed !== null}
        aria-describedby={problem ? `${key}-passage-problem` : undefined}
        onInput={(event) => change(event.currentTarget.value)}
        onBlur={() => setTyped(null)}
      />
      {problem && <p class="problem" id={`${key}-passage-problem`}>{problem}</p>}
    </div>
  );
}

function More({ event, fields }: { event: EventDraft; fields: Field[] }) {
  const isNeeded = fields.some(({ name }) => event.fields[name] || problemsAt(event.key, name).length);
  return (
    <details open={isNeeded}>
      <summary>{t("desk.event.more")}</summary>
      <div class="fields">
        {fields.map((field) => (
          <FormField key={field.name} event={event} field={field} />
        ))}
      </div>
    </details>
  );
}

function Remove({ event }: { event: EventDraft }) {
  const remove = () => {
    edit({ events: draft.value.events.filter(({ key }) => key !== event.key) });
    focusSoon("add-event");
  };
  return <button type="button" onClick={remove}>{t("desk.event.remove")}</button>;
}
