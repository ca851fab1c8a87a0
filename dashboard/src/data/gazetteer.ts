/** The places of one kind: where they lie, what they are called, which outline they have. */

import { signal } from "@preact/signals";
import type { Geometry } from "geojson";
import { ask } from "../graphql/ask";

/** Columns of equal length, as `gazetteer` answers them; the number of a place is its index in them. */
export interface Gazetteer {
  kind: string;
  place: string[];
  name: string[];
  parent: (string | null)[];
  longitude: (number | null)[];
  latitude: (number | null)[];
  existsFrom: (string | null)[];
  existsTo: (string | null)[];
  outline: (Geometry | null)[];
  /** The index of a place by its id. */
  at: ReadonlyMap<string, number>;
}

export const gazetteer = signal<Gazetteer | null>(null);

const PLACES = "query ($kind: PlaceKind!) { gazetteer(kind: $kind, outlines: true) }";

export async function readGazetteer(kind: string): Promise<Gazetteer> {
  const { gazetteer: columns } = await ask<{ gazetteer: Omit<Gazetteer, "at" | "kind"> }>(PLACES, { kind });
  return { ...columns, kind, at: new Map(columns.place.map((id, index) => [id, index])) };
}
