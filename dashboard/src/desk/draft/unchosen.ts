/** What was typed to look something up and led to no choice: it must not go missing without a word. */

import { signal } from "@preact/signals";
import { t } from "../../words/words";
import type { Found } from "./problems";

/** By the id of the field, which is `OWNER-NAME`. */
const texts = signal<ReadonlyMap<string, string>>(new Map());

/** Empty: there is nothing left. */
export function leave(id: string, text: string): void {
  if ((texts.value.get(id) ?? "") === text) return;
  const left = new Map(texts.value);
  if (text) left.set(id, text);
  else left.delete(id);
  texts.value = left;
}

export function unchosen(): Found[] {
  return [...texts.value].map(([id, text]) => {
    const cut = id.lastIndexOf("-");
    return { owner: id.slice(0, cut), field: id.slice(cut + 1), message: t("desk.list.unchosen", { text }) };
  });
}
