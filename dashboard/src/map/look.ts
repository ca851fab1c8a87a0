/** How a state looks on the map, in the legend, and in a picture: one rule for all of them. */

import { contenders, stateKey } from "../data/contenders";
import { colourOf, NOBODY } from "../data/actors";
import * as days from "../data/days";
import type { States } from "../data/replay";

export interface Look {
  colour: string;
  opacity: number;
  /** Drawn over the colour; null: nothing. */
  pattern: Pattern | null;
}

export interface Pattern {
  shape: "hatch" | "stripes" | "dots";
  /** The holders' colours, in order; a hatch takes turns through them. */
  colours: string[];
}

/** How long ago the last word may have been, in days, and how strong the colour is then. The last one is for all that is older. */
export const AGES = [
  { days: 7, strength: 0.85 },
  { days: 30, strength: 0.68 },
  { days: 90, strength: 0.5 },
  { days: Infinity, strength: 0.36 },
] as const;

const UNKNOWN: Look = { colour: NOBODY, opacity: 0.14, pattern: null };
/** How strong a colour is whose place may already have passed to another. */
const POSSIBLE_PART = 0.62;

/** The look of the place at an index of the states. */
export function lookOf(states: States, at: number): Look {
  const [holder, certainty, level] = [states.holder[at]!, states.certainty[at]!, states.level[at]!];
  if (certainty === "UNKNOWN") return UNKNOWN;
  const opacity = strengthOf(states.date, states.lastWord[at] ?? null);
  const others = (contenders.value.get(stateKey(states, at)) ?? []).filter((other) => other !== holder);
  const pattern = patternOf(certainty, level, holder, others);
  if (certainty === "DISPUTED") return { colour: colourOf(holder), opacity: opacity * 0.25, pattern };
  if (certainty === "POSSIBLE") return { colour: colourOf(holder), opacity: opacity * POSSIBLE_PART, pattern };
  return { colour: colourOf(holder), opacity: holder ? opacity : UNKNOWN.opacity, pattern };
}

export function strengthOf(date: string, lastWord: string | null): number {
  const age = lastWord ? days.number(date) - days.number(lastWord) : Infinity;
  return AGES.find((step) => age <= step.days)!.strength;
}

function patternOf(certainty: string, level: string, holder: string | null, others: (string | null)[]): Pattern | null {
  const colours = (others.length ? others : [null]).map(colourOf);
  if (certainty === "DISPUTED") return { shape: "hatch", colours: disputing([holder, ...others]) };
  if (certainty === "POSSIBLE") return { shape: "stripes", colours };
  if (certainty === "CLAIMED") return { shape: "dots", colours };
  // Held by nobody and fought over is more than nothing known.
  return level === "CONTESTED" ? { shape: "stripes", colours: [holder ? "#ffffff" : NOBODY] } : null;
}

/** Colours of those who are said to hold a place; where there is but one, against nobody's. */
function disputing(holders: (string | null)[]): string[] {
  const colours = [...new Set(holders.filter((holder) => holder !== null).map(colourOf))];
  return colours.length > 1 ? colours : [...colours, NOBODY];
}

export const patternName = ({ shape, colours }: Pattern): string => `${shape}:${colours.join(",")}`;

/** The pattern of a name that `patternName` gave. */
export function patternNamed(name: string): Pattern {
  const [shape, colours] = name.split(":");
  return { shape: shape as Pattern["shape"], colours: (colours ?? "").split(",") };
}
