/** Who else is said to hold the places whose holder is not established, for the hatches of the map. */

import { effect, signal } from "@preact/signals";
import { ask } from "../graphql/ask";
import { view } from "../view/view";
import type { Coordinates, View } from "../view/coordinates";
import { bounds } from "./record";
import { beside, shown } from "./shown";
import type { States } from "./replay";

/** Ids of the holders that the claims name, by `stateKey`; null among them: nobody. */
export const contenders = signal<ReadonlyMap<string, (string | null)[]>>(new Map());

/** The same as long as a place's state is, so that a replay knows on every day what was read for one. */
export function stateKey(states: States, at: number): string {
  const { place, holder, certainty, since } = states;
  return [place[at], holder[at], certainty[at], since[at]].join("|");
}

interface Contested {
  place: { id: string };
  holder: { id: string } | null;
  certainty: string;
  since: string | null;
  alternatives: { holder: { id: string } | null }[];
}

const FIELDS = "nodes { place { id } holder { id } certainty since alternatives { holder { id } } }";
const CONTENDERS = `query (
  $date: Date!, $knownOn: Date, $position: Position, $policy: ResolutionPolicy!, $kind: PlaceKind!
) {
  asOf(date: $date, knownOn: $knownOn, position: $position, policy: $policy) {
    disputed: places(kind: $kind, certainty: DISPUTED) { ${FIELDS} }
    possible: places(kind: $kind, certainty: POSSIBLE) { ${FIELDS} }
    claimed: places(kind: $kind, certainty: CLAIMED) { ${FIELDS} }
  }
}`;

/** Long enough for a drag or a replay to have moved on: only a day that rests is asked for, and none of five in a second. */
const REST_MS = 260;

/** Keeps `contenders` at what is shown, from now on. */
export function keepContenders(): void {
  for (const [states, at] of [
    [shown, (now: View) => now],
    [beside, (now: View) => now.compare],
  ] as const) {
    effect(() => {
      const now = states.value;
      if (!now || isKnown(now)) return;
      const rest = setTimeout(() => void read(view.peek(), at(view.peek())), REST_MS);
      return () => clearTimeout(rest);
    });
  }
}

function isKnown(states: States): boolean {
  const open = (certainty: string) => certainty !== "ESTABLISHED" && certainty !== "UNKNOWN";
  return states.certainty.every((certainty, at) => !open(certainty) || contenders.peek().has(stateKey(states, at)));
}

async function read({ kind, policy, position }: View, at: Coordinates | null): Promise<void> {
  if (!at?.date) return;
  const { date, knownOn } = at;
  const variables = { date, knownOn, position: position ?? bounds.peek()?.head ?? null, policy, kind };
  const answer = await ask<{ asOf: Record<string, { nodes: Contested[] }> }>(CONTENDERS, variables).catch(() => null);
  if (!answer) return;
  const all = new Map(contenders.peek());
  const nodes = Object.values(answer.asOf).flatMap((connection) => connection.nodes);
  for (const node of nodes) all.set(keyOf(node), holdersOf(node));
  contenders.value = all;
}

function keyOf({ place, holder, certainty, since }: Contested): string {
  return [place.id, holder?.id, certainty, since].join("|");
}

function holdersOf({ holder, alternatives }: Contested): (string | null)[] {
  const others = alternatives.map((alternative) => alternative.holder?.id ?? null);
  return [...new Set([holder?.id ?? null, ...others])];
}
