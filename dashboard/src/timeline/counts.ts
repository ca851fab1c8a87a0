/** How many places each holder has on each day, as layers that can be drawn on top of each other. */

import { actors, colourOf, NOBODY } from "../data/actors";
import * as days from "../data/days";

/** As `seriesColumns` answers it: a row of `low` and `high` for each pair of `holder` and `level`. */
export interface SeriesColumns {
  date: string[];
  denominator: number[];
  holder: (string | null)[];
  level: string[];
  low: number[][];
  high: number[][];
}

/** The places that are certainly one holder's, or certainly nobody's though fought over. */
export interface Layer {
  holder: string | null;
  colour: string;
  low: number[];
  high: number[];
}

export interface Counts {
  /** The days, as numbers. */
  days: number[];
  denominator: number[];
  layers: Layer[];
  /** Places of which nobody can say whose they are, or whether they are anybody's. */
  open: number[];
  /** The most that is ever stacked. */
  most: number;
}

/** Stacks what is known; places of which nothing is reported are left out, since they would dwarf everything else. */
export function countsOf(columns: SeriesColumns): Counts {
  const layers = [...holders(columns)].map((holder) => layerOf(columns, holder));
  const open = columns.date.map((_, at) => columns.denominator[at]! - sum(columns.low.map((row) => row[at]!)));
  const stacked = open.map((count, at) => count + sum(layers.map(({ low }) => low[at]!)));
  return {
    days: columns.date.map(days.number),
    denominator: columns.denominator,
    layers,
    open,
    most: Math.max(1, ...stacked),
  };
}

/** Holders in the order in which they have their colours, and nobody last. */
function holders({ holder, level }: SeriesColumns): Set<string | null> {
  const inColumns = new Set(holder.filter((id, at) => id !== null || level[at] !== "UNKNOWN"));
  const named = [...actors.peek().keys()].filter((id) => inColumns.has(id));
  return new Set([...named, ...inColumns].filter((id) => id !== null).concat(inColumns.has(null) ? [null!] : []));
}

function layerOf({ holder, level, low, high, date }: SeriesColumns, wanted: string | null): Layer {
  const rows = holder.flatMap((id, row) => (id === wanted && (id !== null || level[row] !== "UNKNOWN") ? [row] : []));
  const added = (counts: number[][]) => date.map((_, at) => sum(rows.map((row) => counts[row]![at]!)));
  return { holder: wanted, colour: wanted ? colourOf(wanted) : NOBODY, low: added(low), high: added(high) };
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);

/** The index of the step that a day lies in. */
export function stepOf(counts: Counts, day: number): number {
  let at = counts.days.length - 1;
  while (at > 0 && counts.days[at]! > day) at--;
  return at;
}
