/** The states of the border crossing points on the day of the view, whatever kind of places is shown beside them. */

import { computed, effect, signal } from "@preact/signals";
import { view } from "../view/view";
import { newest } from "./newest";
import { bounds } from "./record";
import { readReplay, type Replay } from "./replay";
import { report } from "./shown";
import type { MapAsked } from "./statesAt";

const KIND = "BORDER_CROSSING_POINT";
const replay = signal<Replay | null>(null);

/** Null: the log has none, or they are not read yet. */
export const crossingPoints = computed(() => (view.value.date ? (replay.value?.on(view.value.date) ?? null) : null));

type Asked = MapAsked & { from: string; to: string };

/** Keeps `crossingPoints` at what the view knows, from now on. */
export function keepCrossingPoints(): void {
  const read = newest<Asked, Replay>(
    ({ from, to, ...map }) => readReplay(from, to, map),
    (all) => (replay.value = all),
    report,
  );
  let last = "";
  effect(() => {
    const span = bounds.value;
    const { knownOn, position, policy } = view.value;
    if (!span?.firstDay || !span.lastDay || !span.kinds.some(({ kind }) => kind === KIND)) return;
    const asked = { kind: KIND, knownOn, position: position ?? span.head, policy, from: span.firstDay, to: span.lastDay };
    const key = JSON.stringify(asked);
    if (key === last) return;
    last = key;
    read(asked);
  });
}
