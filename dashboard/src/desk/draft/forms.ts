/** Which fields each type of event is asked for, in the order of the form. Names are those of the schema's inputs. */

import type { EventType } from "./draft";

export type Control =
  | "place"
  | "places"
  | "actor"
  | "actors"
  | "speakers"
  | "choice"
  | "choices"
  | "date"
  | "count"
  | "including"
  | "number"
  | "flag"
  | "hedges"
  | "line"
  | "note";

export interface Field {
  name: string;
  control: Control;
  required?: boolean;
  /** The values to choose from; they are worded by `desk.GROUP.VALUE`. */
  options?: readonly string[];
  group?: string;
  /** What stands there until something else is chosen. */
  initial?: string | string[];
  /** For actors: whether "nobody is known" is an answer. */
  nobody?: boolean;
  /** Rarely needed: shown on demand. */
  rare?: boolean;
}

const LEVELS = ["CONTROL", "INFLUENCE", "CONTESTED", "SHARED", "UNKNOWN"] as const;
const MANNERS = ["UNKNOWN", "VIOLENT", "ABANDONED", "WITHDRAWN", "SURRENDERED", "NEGOTIATED", "DISPUTED"] as const;
const STATUSES = ["OPEN", "RESTRICTED", "CLOSED", "DESTROYED", "UNKNOWN"] as const;
const DIRECTIONS = ["INBOUND", "OUTBOUND", "BOTH"] as const;
const GROUPS = ["UNKNOWN", "ARMED_FORCES", "REFUGEES_ASYLUM_SEEKERS", "RETURNEES", "OTHER_CIVILIANS"] as const;
const ADMISSIONS = ["UNKNOWN", "ALLOWED", "DENIED", "INTERNED", "REPATRIATED"] as const;
const BASES = ["NET", "NET_GAIN", "GROSS_FALLS"] as const;
const CREDIBILITIES = ["1", "2", "3", "4", "5", "6"] as const;
export const CASUALTY_KINDS = ["KILLED", "WOUNDED", "CAPTURED", "MISSING", "SURRENDERED"] as const;
export const PLACE_KINDS = [
  "COUNTRY",
  "PROVINCE",
  "DISTRICT",
  "SUBDISTRICT",
  "DISTRICT_CENTRE",
  "POPULATED_PLACE",
  "BORDER_CROSSING_POINT",
  "BORDER_SEGMENT",
  "BASE",
] as const;
export const QUALIFIERS = [
  "EXACT",
  "MORE_THAN",
  "AT_LEAST",
  "ABOUT",
  "UP_TO",
  "LESS_THAN",
  "SOME",
  "MANY",
  "DOZENS",
  "HUNDREDS",
  "UNKNOWN",
] as const;
export const RELIABILITIES = ["A", "B", "C", "D", "E", "F"] as const;

const PLACE: Field = { name: "place", control: "place", required: true };
const LEVEL: Field = { name: "level", control: "choice", options: LEVELS, group: "level", initial: "CONTROL" };
const HOLDER: Field = { name: "holder", control: "actor", required: true, nobody: true };
const PARTY: Field = { name: "party", control: "actor" };
const COUNT: Field = { name: "count", control: "count", required: true };

const FIRST: Field[] = [{ name: "occurred", control: "date", required: true }];

const LAST: Field[] = [
  { name: "attribution", control: "speakers" },
  { name: "credibility", control: "choice", options: CREDIBILITIES, group: "credibility" },
  { name: "hedges", control: "hedges" },
  { name: "incident", control: "line" },
  { name: "note", control: "note" },
  { name: "partOf", control: "line", rare: true },
  { name: "copyOf", control: "line", rare: true },
];

const OWN: Record<EventType, Field[]> = {
  ControlChanged: [
    PLACE,
    { name: "gainer", control: "actor", required: true, nobody: true },
    { name: "loser", control: "actor" },
    LEVEL,
    { name: "manner", control: "choice", options: MANNERS, group: "manner", initial: "UNKNOWN" },
    { name: "regained", control: "flag" },
  ],
  ControlAsserted: [PLACE, HOLDER, LEVEL],
  ControlConfirmed: [{ name: "places", control: "places", required: true }, HOLDER, LEVEL],
  StatusReported: [
    PLACE,
    { name: "status", control: "choice", options: STATUSES, group: "status", required: true },
    { name: "direction", control: "choice", options: DIRECTIONS, group: "direction" },
  ],
  PersonsCrossedBorder: [
    { name: "origin", control: "place", required: true },
    { name: "destination", control: "place", required: true },
    { name: "via", control: "places" },
    COUNT,
    { name: "group", control: "choice", options: GROUPS, group: "group", initial: "UNKNOWN" },
    { name: "admission", control: "choice", options: ADMISSIONS, group: "admission", initial: "UNKNOWN" },
    PARTY,
    { name: "including", control: "including", rare: true },
  ],
  CasualtiesReported: [
    { name: "place", control: "place" },
    PARTY,
    { name: "kinds", control: "choices", options: CASUALTY_KINDS, group: "casualty", required: true },
    COUNT,
  ],
  ClashReported: [
    { name: "places", control: "places", required: true },
    { name: "parties", control: "actors" },
  ],
  TallyClaimed: [
    { name: "within", control: "place", required: true },
    { name: "kind", control: "choice", options: PLACE_KINDS, group: "kind", initial: "DISTRICT" },
    { name: "holder", control: "actor" },
    { name: "levels", control: "choices", options: LEVELS, group: "level", initial: ["CONTROL"] },
    { name: "numerator", control: "count", required: true },
    { name: "denominator", control: "number" },
    { name: "basis", control: "choice", options: BASES, group: "basis", required: true },
    { name: "window", control: "date", required: true },
  ],
};

/** What a form of this type asks for. */
export function fieldsOf(type: EventType): Field[] {
  return [...FIRST, ...OWN[type], ...LAST];
}

/** Whether dates of this type are totals over a period; else an interval is the time in which something changed. */
export function isTotal(type: EventType): boolean {
  return type === "PersonsCrossedBorder" || type === "CasualtiesReported" || type === "TallyClaimed";
}
