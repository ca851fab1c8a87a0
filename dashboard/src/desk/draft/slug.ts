/** The id that a new source is given: its publisher, its day, and how its title begins. */

import { readable } from "../../words/words";
import type { SourceDraft } from "./draft";

const CHARS_MAX = 100;
const TITLE_WORDS = 4;

export function slug({ publisher, title, url, published }: SourceDraft): string {
  const name = readable(publisher) || hostOf(url);
  const parts = [words(name), published.slice(0, 10), words(readable(title)).split("-").slice(0, TITLE_WORDS).join("-")];
  return parts.filter(Boolean).join("-").slice(0, CHARS_MAX).replace(/-$/, "");
}

/** Letters of other scripts are dropped: an id has Latin ones only. */
function words(text: string): string {
  const plain = text.normalize("NFKD").replace(/[\u0300-\u036f’']/g, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

function hostOf(url: string): string {
  return URL.parse(url)?.hostname.replace(/^www\./, "") ?? "";
}
