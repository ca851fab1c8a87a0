/** The states of the border crossing points on the day of the view, whatever kind of places is shown beside them. */

import { effect, signal, type Signal } from "@preact/signals";
import type { Coordinates, View } from "../view/coordinates";
import { view } from "../view/view";
import { newest } from "./newest";
import { bounds } from "./record";
import { readReplay, type Replay, type States } from "./replay";
import { report } from "./shown";
import type { MapAsked } from "./statesAt";

const KIND = "BORDER_CROSSING_POINT";

/** Null: the log has none, or they are not read yet. */
export const crossingPoints = signal<States | null>(null);
/** The same at the coordinates that the view is compared with. */
export const crossingPointsBeside = signal<States | null>(null);

type Asked = MapAsked & { from: string; to: string };

/** Keeps both at the view, from now on. */
export function keepCrossingPoints(): void {
  keep(crossingPoints, (now) => now);
  keep(crossingPointsBeside, (now) => now.compare);
}

function keep(target: Signal<States | null>, at: (now: View) => Coordinates | null): void {
  const replay = signal<Replay | null>(null);
  const read = newest<Asked, Replay>(
    ({ from, to, ...map }) => readReplay(from, to, map),
    (all) => (replay.value = all),
    report,
  );
  let last = "";
  effect(() => {
    const asked = askedOf(view.value, at(view.value));
    const key = JSON.stringify(asked);
    if (!asked || key === last) return;
    last = key;
    read(asked);
  });
  effect(() => {
    const date = at(view.value)?.date;
    target.value = (date && replay.value?.on(date)) || null;
  });
}

function askedOf({ position, policy }: View, at: Coordinates | null): Asked | null {
  const span = bounds.value;
  if (!at || !span?.firstDay || !span.lastDay || !span.kinds.some(({ kind }) => kind === KIND)) return null;
  const { knownOn } = at;
  return { kind: KIND, knownOn, position: position ?? span.head, policy, from: span.firstDay, to: span.lastDay };
}
