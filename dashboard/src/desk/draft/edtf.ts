/** Dates as reports give them (EDTF, ISO 8601-2): checked as they are typed, and said in words. */

import { day, language, t } from "../../words/words";

export interface Meaning {
  /** In words; what is wrong, where it is no date. */
  words: string;
  valid: boolean;
}

interface Part {
  words: string;
  /** First and last second, as texts that sort. */
  first: string;
  last: string;
}

const PART = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T(\d\d:\d\d(?::\d\d)?))?([~?%]?)$/;
const UNSPECIFIED = /^\d\d[\dX]{2}(-(\d\d|XX)(-(\d[\dX]|XX))?)?$/;

/** What a date says. `total`: an interval is a period that a number is a total over, not a time of change. */
export function meaning(text: string, total: boolean): Meaning {
  const words = text.startsWith("[") ? set(text) : text.includes("/") ? interval(text, total) : single(text);
  return words === null ? { words: t("desk.date.wrong"), valid: false } : { words, valid: true };
}

/** The first day that a date speaks of, as YYYY-MM-DD; null where it has none. */
export function firstDay(text: string): string | null {
  return /\d{4}-\d\d-\d\d/.exec(text)?.[0] ?? null;
}

/** The last day that a date speaks of; null where it names none. */
export function lastDay(text: string): string | null {
  return text.match(/\d{4}-\d\d-\d\d/g)?.at(-1) ?? null;
}

function single(text: string): string | null {
  if (UNSPECIFIED.test(text) && text.includes("X")) return t("desk.date.unspecified", { date: text });
  const part = read(text);
  return part && t(text.includes("T") ? "desk.date.at" : "desk.date.on", { date: part.words });
}

function interval(text: string, total: boolean): string | null {
  const [start = "", end = "", ...more] = text.split("/");
  const [from, to] = [read(start), read(end)];
  const [isFromOpen, isToOpen] = [isOpen(start), isOpen(end)];
  if (more.length || (!from && !isFromOpen) || (!to && !isToOpen)) return null;
  if (from && to && from.first > to.last) return null;
  if (!from) return to && t("desk.date.until", { date: to.words });
  if (!to) return t("desk.date.after", { date: from.words });
  return t(total ? "desk.date.period" : "desk.date.between", { from: from.words, to: to.words });
}

function set(text: string): string | null {
  if (!text.endsWith("]")) return null;
  const members = text.slice(1, -1).split(",");
  const worded = members.map(member);
  if (worded.some((words) => words === null)) return null;
  return t("desk.date.oneOf", { dates: new Intl.ListFormat(language, { type: "disjunction" }).format(worded as string[]) });
}

function member(text: string): string | null {
  const [start = "", end, ...more] = text.split("..");
  if (more.length) return null;
  if (end === undefined) return read(start)?.words ?? null;
  const [from, to] = [read(start), read(end)];
  if (from && to) return from.first <= to.last ? t("desk.date.run", { from: from.words, to: to.words }) : null;
  if (from && !end) return t("desk.date.after", { date: from.words });
  return to && !start ? t("desk.date.until", { date: to.words }) : null;
}

const isOpen = (text: string): boolean => text === "" || text === "..";

function read(text: string): Part | null {
  const parts = PART.exec(text);
  if (!parts) return null;
  const [, year, month, number, time, doubt] = parts;
  if (time && !number) return null;
  const date = [year, month, number].filter(Boolean).join("-");
  if (!isInCalendar(date, time)) return null;
  const clock = time ? `T${time}` : "";
  const plain = worded(date) + (time ? `, ${time}` : "");
  const words = doubt ? t(doubt === "?" ? "desk.date.perhaps" : "desk.date.about", { date: plain }) : plain;
  return { words, first: `${date}${clock}`, last: clock ? `${date}${clock}` : `${date}~` };
}

/** The day as it is; a month or a year by its first day. JavaScript would take 31 June for 1 July. */
function isInCalendar(date: string, time?: string): boolean {
  const whole = `${date}-01-01`.slice(0, 10);
  const read = new Date(`${whole}T${(time ?? "00:00").padEnd(8, ":00")}Z`);
  const year = Number(date.slice(0, 4));
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(whole) && year >= 1800 && year <= 2199;
}

function worded(date: string): string {
  if (date.length === 10) return day(date);
  if (date.length === 4) return date;
  const month = new Date(`${date}-01T00:00:00Z`);
  return new Intl.DateTimeFormat(language, { month: "long", year: "numeric", timeZone: "UTC" }).format(month);
}
