/** Dates as they were reported (EDTF, ISO 8601-2) as people write them. */

import { alternatives, day, locale, t } from "./words";

/** In words; what this page cannot read is shown as it is. */
export function dated(text: string): string {
  const marked = /^(.*)([~?%])$/.exec(text);
  if (marked && !text.includes("/")) return t(`panel.date.${MARKS[marked[2]!]!}`, { date: dated(marked[1]!) });
  const set = /^\[(.+)\]$/.exec(text);
  if (set) return oneOf(set[1]!);
  const [from, to] = text.split("/");
  if (to === undefined) return single(text) ?? text;
  if (isOpen(from!)) return t("panel.date.by", { date: dated(to) });
  if (isOpen(to)) return t("panel.date.from", { date: dated(from!) });
  return span(from!, to);
}

const MARKS: Record<string, "about" | "perhaps"> = { "~": "about", "?": "perhaps", "%": "perhaps" };
const isOpen = (end: string): boolean => end === "" || end === "..";

/** One of these days, nobody knows which. */
function oneOf(members: string): string {
  const [from, to] = members.split("..");
  if (to !== undefined) return t("panel.date.between", { date: dated(`${from}/${to}`) });
  const days = members.split(",").map((member) => dated(member.trim()));
  return alternatives(days);
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const HOUR = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const MONTH = /^\d{4}-\d\d$/;

/** A day, an hour, a month or a year; null: none of these. */
function single(text: string): string | null {
  if (DAY.test(text)) return day(text);
  if (HOUR.test(text)) return format(HOURS).format(instant(text));
  if (MONTH.test(text)) return format({ month: "long", year: "numeric" }).format(instant(`${text}-01`));
  return /^\d{4}$/.test(text) ? text : null;
}

function span(from: string, to: string): string {
  if (DAY.test(from) && DAY.test(to)) return format(DAYS).formatRange(instant(from), instant(to));
  if (HOUR.test(from) && HOUR.test(to)) return format(HOURS).formatRange(instant(from), instant(to));
  return t("panel.date.span", { from: dated(from), to: dated(to) });
}

const DAYS: Intl.DateTimeFormatOptions = { day: "numeric", month: "long", year: "numeric" };
const HOURS: Intl.DateTimeFormatOptions = { ...DAYS, hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

/** The civil time as if it were UTC: it is only written, never converted. */
const instant = (text: string): Date => new Date(`${text.length > 10 ? text : `${text}T00:00`}Z`);

const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale(), options]);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale(), { ...options, timeZone: "UTC" }));
  return formats.get(key)!;
}
