/** How many places each holder has, by certainty. */

import { computed } from "@preact/signals";
import { passing } from "../../data/passing";
import type { States } from "../../data/replay";
import { shown } from "../../data/shown";
import { surroundings } from "../../data/surroundings";
import { view } from "../../view/view";

export interface HolderCount {
  holder: string | null;
  total: number;
  /** Number of places by certainty. */
  certainties: Record<string, number>;
}

/** Within the place of the filter; the holder and the certainty that are filtered by leave no row out. */
export const holderCounts = computed<HolderCount[]>(() => {
  const states = shown.value;
  if (!states) return [];
  const filter = { ...view.value.filter, holder: null, certainty: null };
  return countHolders(states, passing(states, filter, surroundings.value));
});

/** Counts of the places that pass; the holder of most comes first, and nobody last. */
export function countHolders(states: States, passes: Uint8Array): HolderCount[] {
  const counts = new Map<string | null, HolderCount>();
  states.place.forEach((_, at) => {
    if (!passes[at]) return;
    const [holder, certainty] = [states.holder[at]!, states.certainty[at]!];
    const count = counts.get(holder) ?? { holder, total: 0, certainties: {} };
    count.total++;
    count.certainties[certainty] = (count.certainties[certainty] ?? 0) + 1;
    counts.set(holder, count);
  });
  return [...counts.values()].sort((a, b) => Number(!a.holder) - Number(!b.holder) || b.total - a.total);
}
