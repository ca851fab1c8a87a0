/** A draft as the batch of events that the record takes. */

import { FOR_ALL, type Choice, type CountText, type Draft, type EventDraft, type KindsCounted, type SourceDraft, type Value } from "./draft";
import { sha256 } from "./fingerprint";
import { fieldsOf, type Field } from "./forms";
import { bytes } from "./passages";

export type Input = Record<string, unknown>;

/** What a place in the batch was made of: the source, an event of the draft by its key, what it undoes, or who may open it. */
export type Owner = "source" | "undoing" | "disclosure" | (string & {});

export interface Batch {
  events: Input[];
  /** For each event, what it was made of. */
  owners: Owner[];
}

/** Who may open the batch, as arguments of the mutation. */
export function disclosed({ disclosure = FOR_ALL }: Draft): { visibility: string; releaseAt: string | null } {
  const { visibility, releaseAt } = disclosure;
  // What nobody else may ever open has no time from which.
  return { visibility, releaseAt: visibility !== "SEALED" && releaseAt ? new Date(releaseAt).toISOString() : null };
}

/** The chosen answer "nobody is known to", which the record keeps as null. */
export const NOBODY: Choice = { id: "", label: "" };

export async function batchOf(draft: Draft): Promise<Batch> {
  const batch: Batch = { events: [], owners: [] };
  const add = (owner: Owner, event: Input) => (batch.events.push(event), batch.owners.push(owner));
  const source = draft.source.existing ? null : await sourceInput(draft.source, draft.text);
  if (source) add("source", { sourceRegistered: source });
  const id = draft.source.existing?.id ?? (source ? draft.source.id : undefined);
  const { undoing } = draft;
  if (undoing?.how === "retract") {
    const { event, reason, published } = undoing;
    const known = published || draft.source.published;
    add("undoing", { eventRetracted: given({ event, reason, published: known, source: id }) });
  }
  for (const event of draft.events) {
    const input = { [keyOf(event)]: eventInput(event, draft, id) };
    if (undoing?.how !== "correct") add(event.key, input);
    else add(event.key, { eventCorrected: given({ ...correction(draft), replacement: input }) });
  }
  return batch;
}

function correction({ undoing }: Draft): Input {
  const { event, reason, published } = undoing!;
  return { event, reason, published };
}

/** Null: nothing is said of a source. */
async function sourceInput(source: SourceDraft, text: string): Promise<Input | null> {
  const { id, publisher, title, url, reliability, affiliation, published } = source;
  const name = [publisher, title].filter(Boolean).join(", ") || url;
  if (!name) return null;
  return given({
    source: id,
    name,
    publisher,
    title,
    url,
    reliability,
    affiliation: affiliation?.id ?? "",
    published: published.slice(0, 10),
    sha256: await sha256(text),
  });
}

const keyOf = ({ type }: EventDraft): string => type[0]!.toLowerCase() + type.slice(1);

function eventInput(event: EventDraft, draft: Draft, source?: string): Input {
  const fields = fieldsOf(event.type).map((field) => [field.name, inputOf(field, event.fields[field.name])]);
  return given({
    ...Object.fromEntries(fields),
    source,
    published: draft.source.published,
    span: event.passage && draft.text ? bytes(draft.text, event.passage) : event.span,
  });
}

/** What is sent for a field; undefined: nothing, and the record's own default holds. */
function inputOf(field: Field, value: Value | undefined): unknown {
  const filled = value ?? field.initial;
  switch (field.control) {
    case "place":
    case "actor":
      return choice(filled as Choice | undefined);
    case "places":
    case "actors":
    case "speakers":
      return (filled as Choice[] | undefined)?.map(({ id }) => id);
    case "count":
      return filled && count(filled as CountText);
    case "including":
      return (filled as KindsCounted[] | undefined)?.map((part) => ({ kinds: part.kinds, count: count(part.count) }));
    case "number":
      return filled ? Number(filled) : undefined;
    case "choice":
      return field.name === "credibility" && filled ? Number(filled) : filled;
    case "hedges":
      return filled ? hedges(filled as string) : undefined;
    default:
      return typeof filled === "string" ? filled.trim() : filled;
  }
}

/** Null says that nobody is known; a place or an actor that is not chosen is left out. */
function choice(chosen: Choice | undefined): string | null | undefined {
  return chosen && (chosen.id || null);
}

function count({ qualifier, low, best, high, verbatim }: CountText): Input {
  const number = (text: string) => (text === "" ? null : Number(text));
  return { qualifier, low: number(low), best: number(best), high: number(high), verbatim: verbatim.trim() || null };
}

/** "reportedly, up to" as the terms REPORTEDLY and UP_TO. */
function hedges(words: string): string[] {
  return words
    .split(/[,;]/)
    .map((word) => word.trim().toUpperCase().replace(/[\s-]+/g, "_"))
    .filter(Boolean);
}

/** Without what is empty; null stays where the schema gives it a meaning. */
function given(input: Input): Input {
  const nullable = new Set(["gainer", "holder"]);
  return Object.fromEntries(
    Object.entries(input).filter(
      ([name, value]) => value !== undefined && value !== "" && (value !== null || nullable.has(name)),
    ),
  );
}
