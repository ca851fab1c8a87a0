/** Where things stand in a text: its sentences, a passage found again after an edit, and bytes for the record. */

import type { Passage } from "./draft";

/** The sentences of a text, end to end: none overlap, and together they are the text. Empty lines belong to one before. */
export function sentences(text: string, language: string): Passage[] {
  const found: Passage[] = [];
  for (const { index, segment } of new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)) {
    const before = found.at(-1);
    const end = index + segment.length;
    if (before && (!segment.trim() || !trimmed(text, before))) before.end = end;
    else found.push({ start: index, end });
  }
  return found;
}

/** The passage without the blanks at its ends; null where nothing else is in it. */
export function trimmed(text: string, { start, end }: Passage): Passage | null {
  const words = text.slice(start, end);
  const from = start + (words.length - words.trimStart().length);
  const to = end - (words.length - words.trimEnd().length);
  return from < to ? { start: from, end: to } : null;
}

const IN_A_WORD = /[\p{L}\p{M}\p{N}]/u;

/** The passage with the words at its ends whole: few hands stop a mouse at the right letter. */
export function wholeWords(text: string, { start, end }: Passage): Passage {
  const isInWord = (at: number) => IN_A_WORD.test(text.slice(at - 1, at)) && IN_A_WORD.test(text.slice(at, at + 1));
  while (start > 0 && isInWord(start)) start--;
  while (end < text.length && isInWord(end)) end++;
  return { start, end };
}

/** Where these words stand, as near as possible to a place in the text; null: nowhere. */
export function locate(text: string, words: string, near: number): Passage | null {
  if (!words) return null;
  const before = text.lastIndexOf(words, near);
  const after = text.indexOf(words, near);
  const isBeforeNearer = before >= 0 && (after < 0 || near - before < after - near);
  const start = isBeforeNearer ? before : after;
  return start < 0 ? null : { start, end: start + words.length };
}

/** [start, end] of a passage in bytes of the text in UTF-8, as `span` in the record counts. */
export function bytes(text: string, { start, end }: Passage): [number, number] {
  const from = length(text.slice(0, start));
  return [from, from + length(text.slice(start, end))];
}

/** The passage of a span in bytes; null where it does not lie in the text. */
export function ofBytes(text: string, [from, to]: [number, number]): Passage | null {
  const encoded = new TextEncoder().encode(text);
  if (to > encoded.length) return null;
  const decoder = new TextDecoder();
  const start = decoder.decode(encoded.slice(0, from)).length;
  return { start, end: start + decoder.decode(encoded.slice(from, to)).length };
}

function length(text: string): number {
  return new TextEncoder().encode(text).length;
}
