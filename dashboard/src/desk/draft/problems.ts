/** What is wrong with the draft, each at the field that it is about. */

import { signal } from "@preact/signals";
import { Refusal } from "../../graphql/ask";
import { t } from "../../words/words";
import type { CountText, Draft, EventDraft, Value } from "./draft";
import { meaning } from "./edtf";
import { fieldsOf, isTotal, type Field } from "./forms";
import { unchosen } from "./unchosen";
import { disclosed, type Batch, type Owner } from "./input";

export interface Found {
  /** Null: it is about no part of the draft. */
  owner: Owner | null;
  field: string | null;
  message: string;
}

export const problems = signal<Found[]>([]);

export function problemsAt(owner: Owner, field: string): string[] {
  return problems.value.filter((found) => found.owner === owner && found.field === field).map(({ message }) => message);
}

/** What is said above the buttons, because no field of the forms is about it. */
export function general(events: EventDraft[]): string[] {
  return problems.value.filter((found) => !hasField(found, events)).map(({ owner, message }) => {
    const index = events.findIndex(({ key }) => key === owner);
    return index < 0 ? message : `${t("desk.event", { number: index + 1 })}: ${message}`;
  });
}

function hasField({ owner, field }: Found, events: EventDraft[]): boolean {
  const own = owner === null ? undefined : FIELDS[owner];
  if (own) return field !== null && own.includes(field);
  const event = events.find(({ key }) => key === owner);
  return event !== undefined && fieldsOf(event.type).some(({ name }) => name === field);
}

const FIELDS: Record<string, readonly string[]> = {
  source: ["existing", "publisher", "title", "url", "published", "reliability", "affiliation", "id"],
  undoing: ["reason", "knownFrom"],
  disclosure: ["visibility", "releaseAt"],
};

/** Those of the server: a path such as ["events", "1", "replacement", "place"] leads to the field. */
export function located(path: readonly string[], message: string, { events, owners }: Batch): Found {
  const [list, index, ...rest] = path;
  if (list === "visibility" || list === "releaseAt") return { owner: "disclosure", field: list, message };
  const [event, made] = [events[Number(index)], owners[Number(index)]];
  if (list !== "events" || !event || !made) return { owner: null, field: null, message };
  // What a correction says is under its replacement; the rest is about the correction itself.
  const owner = "eventCorrected" in event && !rest.includes("replacement") ? "undoing" : made;
  const [field = null] = rest.filter((part) => !WRAPPERS.test(part));
  return { ...placed(owner, field), message };
}

/** In the path of a refused value the type of the event stands before the field. */
const WRAPPERS = /^(replacement|\w+(Changed|Asserted|Confirmed|Reported|Border|Claimed|Registered|Corrected|Retracted))$/;

/** Some fields of an event are typed once for all, at the source. */
function placed(owner: Owner, field: string | null): Pick<Found, "owner" | "field"> {
  if (owner === "undoing") return { owner, field: field === "published" ? "knownFrom" : field };
  if (field === "published") return { owner: "source", field };
  if (owner === "source" && field === "source") return { owner, field: "id" };
  if (owner === "source" && field === "name") return { owner, field: "publisher" };
  return field === "source" ? { owner: "source", field: "existing" } : { owner, field };
}

/** A value that is no value of its type is refused before the batch is looked at; the place is in the message. */
export function ofRefusal(refusal: Refusal, batch: Batch): Found {
  const [, index, rest = "", what] = /invalid value at \[(\d+)\]([^:]*): (.*)/s.exec(refusal.message) ?? [];
  const path = index ? ["events", index, ...rest.split(/[.[\]]+/).filter(Boolean)] : [];
  return located(path, what ?? refusal.message, batch);
}

/** What the form itself can see, before anything is asked. */
export function missing(draft: Draft): Found[] {
  const found = draft.events.flatMap((event) => fieldsOf(event.type).flatMap((field) => inField(event, field)));
  const { undoing, events } = draft;
  found.push(...unchosen());
  if (undoing && !undoing.reason.trim()) found.push(required("undoing", "reason"));
  if (draft.source.published && !PUBLISHED.test(draft.source.published)) {
    found.push({ owner: "source", field: "published", message: t("desk.problem.published") });
  }
  const { releaseAt } = disclosed(draft);
  if (releaseAt && Date.parse(releaseAt) <= Date.now()) {
    found.push({ owner: "disclosure", field: "releaseAt", message: t("desk.problem.released") });
  }
  if (!events.length && undoing?.how !== "retract") found.push({ owner: null, field: null, message: t("desk.problem.empty") });
  return found;
}

const PUBLISHED = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

function inField(event: EventDraft, field: Field): Found[] {
  const value = event.fields[field.name] ?? field.initial ?? null;
  if (field.required && isMissing(value)) return [required(event.key, field.name)];
  if (field.control !== "date" || typeof value !== "string" || !value) return [];
  const { valid, words } = meaning(value, isTotal(event.type));
  return valid ? [] : [{ owner: event.key, field: field.name, message: words }];
}

function isMissing(value: Value): boolean {
  if (value === null || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value !== "object" || !("qualifier" in value)) return false;
  return !hasNumber(value) && ["EXACT", "MORE_THAN", "AT_LEAST", "UP_TO", "LESS_THAN", "ABOUT"].includes(value.qualifier);
}

const hasNumber = ({ low, best, high }: CountText): boolean => [low, best, high].some((part) => part !== "");

function required(owner: Owner, field: string): Found {
  return { owner, field, message: t("desk.problem.required") };
}

