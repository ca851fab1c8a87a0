/** The place under the pointer. */

import { signal } from "@preact/signals";
import type { States } from "../data/replay";

export interface Hovered {
  place: string;
  /** The states of the map that it is on: of two beside each other, they differ. */
  states: States;
  /** Pixels from the upper left of the map. */
  x: number;
  y: number;
}

export const hovered = signal<Hovered | null>(null);
