/**
 * The last word behind each state, to the day. A replay has it as of the day on which a state began, since it says
 * only what changes; a state that others confirm later looks older there than it is.
 */

import { effect, type Signal } from "@preact/signals";
import type { Coordinates, View } from "../view/coordinates";
import { view } from "../view/view";
import { readFrame } from "./frame";
import { bounds } from "./record";
import type { States } from "./replay";
import { beside, shown } from "./shown";

const exact = new WeakSet<States>();
/** Long enough for a drag or a replay to have moved on: only a day that rests is asked for, and none of five in a second. */
const REST_MS = 260;

/** Brings the last words of what is shown to the day, whenever it rests, from now on. */
export function keepExact(): void {
  keep(shown, (now) => now);
  keep(beside, (now) => now.compare);
}

function keep(target: Signal<States | null>, at: (now: View) => Coordinates | null): void {
  effect(() => {
    const states = target.value;
    if (!states || exact.has(states)) return;
    const rest = setTimeout(async () => {
      const known = at(view.peek());
      const exactly = known && (await exactStates(states, view.peek(), known).catch(() => null));
      if (exactly && target.peek() === states) target.value = exactly;
    }, REST_MS);
    return () => clearTimeout(rest);
  });
}

/** The same states, with the last word of each to the day. */
export async function exactStates(states: States, { kind, policy, position }: View, at: Coordinates): Promise<States> {
  if (exact.has(states)) return states;
  const asked = { kind, policy, position: position ?? bounds.peek()?.head ?? null, knownOn: at.knownOn };
  const frame = await readFrame(states.date, asked);
  const words = new Map(frame.place.map((place, index) => [place, frame.lastWord[index] ?? null]));
  const exactly = { ...states, lastWord: states.place.map((place) => words.get(place) ?? null) };
  exact.add(exactly);
  return exactly;
}
