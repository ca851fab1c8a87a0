/** The words of the desk for terms of the schema. */

import { wordsFor } from "../../words/words";

/** `desk.GROUP.NAME` in the reader's language; the term itself where it is new to this page. */
export function term(group: string, name: string): string {
  return wordsFor(`desk.${group}.${name}`) ?? name.toLowerCase().replaceAll("_", " ");
}

/** What a field is called. */
export const label = (name: string): string => term("field", name);

/** How a field is filled in; empty where its name says enough. */
export const hint = (name: string): string => wordsFor(`desk.hint.${name}`) ?? "";
