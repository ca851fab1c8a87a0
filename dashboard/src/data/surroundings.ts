/** Every place of the log, of all kinds: what a place lies in, and where those lie that have no point of their own. */

import { computed, signal } from "@preact/signals";
import { ask } from "../graphql/ask";
import type { Gazetteer } from "./gazetteer";

export interface Surroundings extends Gazetteer {
  /** The kind of each place. */
  kinds: string[];
}

export const surroundings = signal<Surroundings | null>(null);

type Columns = Omit<Surroundings, "at" | "kind" | "kinds"> & { kind: string[] };

/** Reads them, with the outlines of areas where `outlines` says so. */
export async function readSurroundings(outlines: boolean): Promise<Surroundings> {
  const query = "query ($outlines: Boolean!) { gazetteer(kind: null, outlines: $outlines) }";
  const { gazetteer } = await ask<{ gazetteer: Columns }>(query, { outlines });
  const { kind: kinds, outline = kinds.map(() => null), ...columns } = gazetteer;
  const at = new Map(columns.place.map((id, index) => [id, index]));
  surroundings.value = { ...columns, outline, kind: "", kinds, at };
  return surroundings.value;
}

/** The ids of what a place lies in, the nearest first; the place itself is the first. */
export function chain(all: Surroundings, place: string): string[] {
  const above: string[] = [];
  for (let id: string | null = place; id && !above.includes(id); ) {
    above.push(id);
    const at = all.at.get(id);
    id = at === undefined ? null : (all.parent[at] ?? null);
  }
  return above;
}

/** The name of each place by its id. */
export const placeNames = computed(() => {
  const all = surroundings.value;
  return new Map(all?.place.map((id, index) => [id, all.name[index]!]));
});
