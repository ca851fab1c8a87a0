/** What somebody is writing at the desk, as it is kept in this browser until it is recorded or discarded. */

/** The types of events that the desk has forms for. */
export const TYPES = [
  "ControlChanged",
  "ControlAsserted",
  "ControlConfirmed",
  "StatusReported",
  "PersonsCrossedBorder",
  "CasualtiesReported",
  "ClashReported",
  "TallyClaimed",
] as const;
export type EventType = (typeof TYPES)[number];

/** Something that is chosen from the record: what is sent is its id, what is shown its label. */
export interface Choice {
  id: string;
  label: string;
}

/** A speaker: a registered actor, or a name that no actor has (then `id` is that name). */
export interface Speaker extends Choice {
  registered: boolean;
}

/** A number as it was typed; its parts are whole numbers or empty. */
export interface CountText {
  qualifier: string;
  low: string;
  best: string;
  high: string;
  verbatim: string;
}

export interface KindsCounted {
  kinds: string[];
  count: CountText;
}

export type Value = string | boolean | string[] | Choice | Choice[] | Speaker[] | CountText | KindsCounted[] | null;

/** A passage of the text: where it begins and ends there, in UTF-16 units as strings of the browser count them. */
export interface Passage {
  start: number;
  end: number;
}

export interface EventDraft {
  key: string;
  type: EventType;
  passage: Passage | null;
  /** The passage that the record has, in bytes of a text that is not here; null: none. */
  span: [number, number] | null;
  /** By the name of the field in the input types of the schema. */
  fields: Record<string, Value>;
}

export interface SourceDraft {
  /** Chosen from the record; null: it is new, and the fields below describe it. */
  existing: Choice | null;
  id: string;
  publisher: string;
  title: string;
  url: string;
  reliability: string;
  affiliation: Choice | null;
  /** When it was published: a day, or a moment with its offset. Holds for the events too. */
  published: string;
}

/** An event of the record that the draft is about. */
export interface Undoing {
  how: "correct" | "retract";
  event: string;
  reason: string;
  /** When that became known: a day or a moment; empty: the moment of recording, or as the replacement says. */
  published: string;
}

/** Who may open what is recorded. */
export interface Disclosure {
  /** One of the schema's. */
  visibility: string;
  /** Until when nobody but those who read the record may: the local time of this computer, as its field has it; empty: there is no such time. */
  releaseAt: string;
}

export const FOR_ALL: Disclosure = { visibility: "PUBLIC", releaseAt: "" };

/** Whether everybody may open it as soon as it is recorded. */
export const isForAll = ({ visibility, releaseAt }: Disclosure): boolean => visibility === "PUBLIC" && !releaseAt;

/** What became of it, once it was recorded. */
export interface Outcome {
  position: number;
  events: { id: string; type: string }[];
  warnings: string[];
}

export interface Draft {
  /** Names the write too, so that sent twice it is recorded once. */
  id: string;
  changedAt: string;
  text: string;
  source: SourceDraft;
  events: EventDraft[];
  undoing: Undoing | null;
  /** Not there in drafts of earlier versions of this page: then it is for everybody. */
  disclosure?: Disclosure;
  outcome: Outcome | null;
}

export const NO_SOURCE: SourceDraft = {
  existing: null,
  id: "",
  publisher: "",
  title: "",
  url: "",
  reliability: "",
  affiliation: null,
  published: "",
};

export const NO_COUNT: CountText = { qualifier: "EXACT", low: "", best: "", high: "", verbatim: "" };

export function newDraft(): Draft {
  const changedAt = new Date().toISOString();
  return {
    id: random(),
    changedAt,
    text: "",
    source: NO_SOURCE,
    events: [],
    undoing: null,
    outcome: null,
  };
}

export function newEvent(type: EventType, passage: Passage | null = null): EventDraft {
  return { key: random(), type, passage, span: null, fields: {} };
}

/** Whether anything has been typed that would be missed. */
export function isEmpty({ text, source, events, undoing }: Draft): boolean {
  return !text && !events.length && !undoing && JSON.stringify(source) === JSON.stringify(NO_SOURCE);
}

/** Unlike `crypto.randomUUID`, there without HTTPS too. */
function random(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
