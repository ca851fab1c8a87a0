/** The words of the reader's language: of `?lang=`, else of the browser, else English. */

import { en, type Key, type Words } from "./en";

const LANGUAGES: Record<string, () => Promise<Words>> = {
  en: async () => en,
  fr: async () => (await import("./fr")).fr,
};

export type { Key };
export const languages = Object.keys(LANGUAGES);
export let language = "en";

let words: Words = en;

/** Loads the words; to be called before anything is drawn. */
export async function speak(): Promise<void> {
  const wanted = [new URLSearchParams(location.search).get("lang"), ...navigator.languages];
  language = wanted.map((tag) => tag?.slice(0, 2) ?? "").find((tag) => tag in LANGUAGES) ?? "en";
  words = await LANGUAGES[language]!();
  document.documentElement.lang = language;
  document.documentElement.dir = words["language.direction"];
}

export function t(key: Key, values: Record<string, string | number> = {}): string {
  return words[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

/** The groups of terms: what stands before the first dot of a key. */
type TermGroup = { [K in Key]: K extends `${infer Group}.${string}` ? Group : never }[Key];

/** Letters that are written from right to left: Hebrew, Arabic and their like. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A text as people read it: each sealed value in it by its first digits. `domain/values/sealed.py` has the form. */
export function readable(text: string): string {
  return text.replace(/\bsealed:([0-9a-f]{8})[0-9a-f]{56}(?![0-9A-Za-z])/g, (_, digits: string) => t("sealed", { digits }));
}

/** A name inside a sentence, kept apart (Unicode isolates) where it may run against the direction of the sentence. */
export function isolated(name: string): string {
  const mayTurn = RIGHT_TO_LEFT.test(name) || document.documentElement.dir === "rtl";
  const shown = readable(name);
  return mayTurn ? `\u2068${shown}\u2069` : shown;
}

/** The words for a term of the schema, such as `certainty.DISPUTED`; the term itself where it is new to this page. */
export function term(group: TermGroup, name: string): string {
  return words[`${group}.${name}` as Key] ?? name.toLowerCase().replaceAll("_", " ");
}

const DAY_STYLES = {
  long: { day: "numeric", month: "long", year: "numeric" },
  short: { day: "numeric", month: "short" },
  brief: { day: "numeric", month: "short", year: "numeric" },
  month: { month: "short", year: "numeric" },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

/** English days are written as in the reports and the docs: 22 June 2021. */
export const locale = (): string => (language === "en" ? "en-GB" : language);

/** The words under a key that is put together; undefined where there are none. */
export function wordsFor(key: string): string | undefined {
  return words[key as Key];
}

const days = new Map<string, Intl.DateTimeFormat>();

/** A civil day, such as 2021-06-22, as people write it. */
export function day(iso: string, style: keyof typeof DAY_STYLES = "long"): string {
  const key = `${locale()} ${style}`;
  if (!days.has(key)) days.set(key, new Intl.DateTimeFormat(locale(), { ...DAY_STYLES[style], timeZone: "UTC" }));
  return days.get(key)!.format(new Date(`${iso}T00:00:00Z`));
}

/** Two civil days as one span: "1 May – 5 July 2021". */
export function span(from: string, to: string): string {
  const [first, last] = [from, to].map((iso) => new Date(`${iso}T00:00:00Z`));
  return new Intl.DateTimeFormat(locale(), { ...DAY_STYLES.long, timeZone: "UTC" }).formatRange(first!, last!);
}

/** "killed, wounded and captured" */
export const together = (words: string[]): string => list("conjunction", words);
/** "killed, wounded or captured" */
export const alternatives = (words: string[]): string => list("disjunction", words);

function list(type: "conjunction" | "disjunction", words: string[]): string {
  return new Intl.ListFormat(locale(), { type }).format(words);
}
