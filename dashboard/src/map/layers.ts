/** What one map shows: everything at one pair of coordinates. */

import type { ReadonlySignal } from "@preact/signals";
import { crossingPoints, crossingPointsBeside } from "../data/crossingPoints";
import { crossings, crossingsBeside, type Crossing } from "../data/crossings";
import type { States } from "../data/replay";
import { beside, shown } from "../data/shown";

export interface Layers {
  states: ReadonlySignal<States | null>;
  points: ReadonlySignal<States | null>;
  crossings: ReadonlySignal<readonly Crossing[]>;
}

export const FIRST: Layers = { states: shown, points: crossingPoints, crossings };
export const SECOND: Layers = { states: beside, points: crossingPointsBeside, crossings: crossingsBeside };
