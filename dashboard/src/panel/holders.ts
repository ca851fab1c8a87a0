/** Those who hold something on some day that was shown, so that a filter offers nobody who holds nothing. */

import { computed, signal, effect } from "@preact/signals";
import { actors } from "../data/actors";
import { shown } from "../data/shown";

const seen = signal<ReadonlySet<string>>(new Set());

effect(() => {
  const holders = new Set((shown.value?.holder ?? []).filter((id) => id !== null));
  const added = [...holders].filter((id) => !seen.peek().has(id));
  if (added.length > 0) seen.value = new Set([...seen.peek(), ...added]);
});

const inOrder = computed(() => [...actors.value.keys()].filter((id) => seen.value.has(id)));

export const useHolders = (): string[] => inOrder.value;
