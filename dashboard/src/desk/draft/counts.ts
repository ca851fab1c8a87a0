/** Numbers as reports word them, and the bounds that the words leave. A best estimate is never invented. */

import type { CountText } from "./draft";

/** English and French, the languages of these pages; in other languages the word is chosen by hand. */
const WORDS: [string, RegExp][] = [
  ["MORE_THAN", /\b(more than|over|plus d[e’'])|>/i],
  ["AT_LEAST", /\b(at least|no fewer than|no less than|au moins|minimum)\b|≥/i],
  ["UP_TO", /\b(up to|as many as|at most|au plus)\b|jusqu.à|≤/i],
  ["LESS_THAN", /\b(fewer than|less than|under|moins d[e’'])|</i],
  ["ABOUT", /\b(about|around|approximately|roughly|nearly|almost|environ|quelque|près de)(?=\s)|~|\bsome(?=\s+\d)/i],
  ["HUNDREDS", /\b(hundreds|centaines)\b/i],
  ["DOZENS", /\b(dozens|scores|dizaines)\b/i],
  ["MANY", /\b(many|numerous|beaucoup|nombreux|nombreuses)\b/i],
  ["SOME", /\b(some|several|a few|quelques|plusieurs)\b/i],
];
const RANGE = /(\d[\d.,\s’']*?)\s*(?:-|–|to|and|à|et)\s*(\d[\d.,\s’']*)/i;
const NUMBER = /\d{1,3}(?:[.,\s’'\u00a0\u202f]\d{3})+(?!\d)|\d+/;

/** What "more than 130" says; null where no number and no such word is found. */
export function readCount(words: string): CountText | null {
  const range = RANGE.exec(words);
  const [low, high] = [whole(range?.[1]), whole(range?.[2])];
  if (low !== null && high !== null && low < high) {
    return { qualifier: "UNKNOWN", low: String(low), best: "", high: String(high), verbatim: words };
  }
  const number = whole(words);
  const qualifier = WORDS.find(([, pattern]) => pattern.test(words))?.[0] ?? (number === null ? null : "EXACT");
  return qualifier === null ? null : { ...bounds(qualifier, number), verbatim: words };
}

/** The bounds that a word leaves for a number, as the schema describes them. */
export function bounds(qualifier: string, number: number | null): Omit<CountText, "verbatim"> {
  const none = { qualifier, low: "", best: "", high: "" };
  if (number === null) return none;
  const same = String(number);
  switch (qualifier) {
    case "EXACT":
      return { qualifier, low: same, best: same, high: same };
    case "MORE_THAN":
      return { ...none, low: String(number + 1) };
    case "AT_LEAST":
      return { ...none, low: same };
    case "UP_TO":
      return { ...none, high: same };
    case "LESS_THAN":
      return { ...none, high: String(Math.max(number - 1, 0)) };
    case "ABOUT":
      return { ...none, best: same };
    default:
      return none;
  }
}

function whole(words: string | undefined): number | null {
  const digits = NUMBER.exec(words ?? "")?.[0].replace(/\D/g, "");
  return digits ? Number(digits) : null;
}
