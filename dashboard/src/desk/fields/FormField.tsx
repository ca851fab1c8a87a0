/** One field of an event's form, by what it is filled in with. */

import { t } from "../../words/words";
import type { Choice, CountText, EventDraft, KindsCounted, Speaker, Value } from "../draft/draft";
import { editEvent } from "../draft/drafts";
import { firstDay } from "../draft/edtf";
import { isTotal, type Field } from "../draft/forms";
import { actorsNamed, findActors, findPlaces } from "../draft/search";
import { ActorSelect, Boxes, Select } from "./Choices";
import { Many, Only } from "./Chosen";
import { CountField } from "./CountField";
import { DateField } from "./DateField";
import { Frame, type Described } from "./Frame";
import { Including } from "./Including";

interface Props {
  event: EventDraft;
  field: Field;
}

export function FormField({ event, field }: Props) {
  const value = event.fields[field.name] ?? field.initial ?? null;
  const set = (changed: Value) =>
    editEvent(event.key, (edited) => ({ ...edited, fields: { ...edited.fields, [field.name]: changed } }));
  const named = { owner: event.key, name: field.name, required: field.required ?? false };
  if (field.control === "date") {
    return <DateField {...named} value={(value as string) ?? ""} set={set} total={isTotal(event.type)} />;
  }
  const isGroup = field.control === "choices" || field.control === "count" || field.control === "including";
  return (
    <Frame {...named} group={isGroup}>
      {(described) => <Control described={described} event={event} field={field} value={value} set={set} />}
    </Frame>
  );
}

interface ControlProps extends Props {
  described: Described;
  value: Value;
  set: (value: Value) => void;
}

function Control({ described, event, field, value, set }: ControlProps) {
  const on = firstDay((event.fields["occurred"] as string) ?? "");
  const place = { described, placeholder: t("desk.place.lookup"), find: placesOn(on) };
  const actor = { described, placeholder: t("desk.speaker.lookup"), find: findActors };
  const choice = ({ id, label }: Choice): Choice => ({ id, label });
  switch (field.control) {
    case "place":
      return <Only {...place} value={value as Choice | null} set={set} />;
    case "places":
      return <Many {...place} value={(value as Choice[]) ?? []} set={set} made={choice} />;
    case "actor":
      return <ActorSelect described={described} value={value as Choice | null} set={set} nobody={field.nobody ?? false} />;
    case "actors":
      return <Many {...actor} value={(value as Choice[]) ?? []} set={set} made={choice} />;
    case "speakers":
      return (
        <Many<Speaker>
          {...actor}
          ordered
          value={(value as Speaker[]) ?? []}
          set={set}
          made={({ id, label }) => ({ id, label, registered: true })}
          free={speaker}
        />
      );
    case "count":
      return <CountField described={described} value={value as CountText | null} set={set} />;
    case "including":
      return <Including described={described} value={(value as KindsCounted[]) ?? []} set={set} />;
    case "choices":
      return <Boxes options={field.options!} group={field.group!} value={(value as string[]) ?? []} set={set} />;
    case "choice":
      return (
        <Select
          described={described}
          options={field.options!}
          group={field.group!}
          value={(value as string) ?? ""}
          set={set}
          {...(field.initial === undefined && { blank: t(field.required ? "desk.choose" : "desk.unsaid") })}
        />
      );
    default:
      return <Typed described={described} field={field} value={value} set={set} />;
  }
}

function Typed({ described, field, value, set }: Pick<ControlProps, "described" | "field" | "value" | "set">) {
  const text = (value as string) ?? "";
  switch (field.control) {
    case "flag":
      return <input {...described} type="checkbox" checked={value === true} onChange={(event) => set(event.currentTarget.checked)} />;
    case "note":
      return <textarea {...described} rows={2} dir="auto" value={text} onInput={(event) => set(event.currentTarget.value)} />;
    case "number":
      return (
        <input
          {...described}
          inputMode="numeric"
          size={7}
          value={text}
          onInput={(event) => set(event.currentTarget.value.replace(/\D/g, ""))}
        />
      );
    default:
      return <input {...described} type="text" dir="auto" value={text} onInput={(event) => set(event.currentTarget.value)} />;
  }
}

/** An actor where the name is that of one; else somebody whom the record does not know. */
function speaker(name: string): Speaker {
  const [actor, ...others] = actorsNamed(name);
  if (actor && !others.length) return { id: actor.id, label: actor.name, registered: true };
  return { id: name, label: name, registered: false };
}

const placesOn = (on: string | null) => (name: string, signal: AbortSignal) => findPlaces(name, on, signal);
