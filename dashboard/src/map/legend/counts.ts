/** How many places each holder has, by certainty. */

import { computed } from "@preact/signals";
import { passing } from "../../data/passing";
import type { States } from "../../data/replay";
import { shown } from "../../data/shown";
import { surroundings } from "../../data/surroundings";
import { view } from "../../view/view";

export interface HolderCount {
  holder: string | null;
  /** Whether nobody holds them since sources contradict each other: more is known of these than nothing. */
  isNobodys: boolean;
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

/** Counts of the places that pass; the holder of most comes first, then disputed ones that are nobody's, and nobody known last. */
export function countHolders(states: States, passes: Uint8Array): HolderCount[] {
  const counts = new Map<string, HolderCount>();
  states.place.forEach((_, at) => {
    if (!passes[at]) return;
    const [holder, certainty] = [states.holder[at]!, states.certainty[at]!];
    const isNobodys = !holder && certainty === "DISPUTED";
    const key = `${holder ?? ""}|${isNobodys}`;
    const count = counts.get(key) ?? { holder, isNobodys, total: 0, certainties: {} };
    count.total++;
    count.certainties[certainty] = (count.certainties[certainty] ?? 0) + 1;
    counts.set(key, count);
  });
  return [...counts.values()].sort((a, b) => rank(a) - rank(b) || b.total - a.total);
}

const rank = ({ holder, isNobodys }: HolderCount): number => (holder ? 0 : isNobodys ? 1 : 2);
