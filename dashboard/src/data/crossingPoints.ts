/** The states of the border crossing points on the day of the view, whatever kind of places is shown beside them. */

import { computed, effect, signal } from "@preact/signals";
import { view } from "../view/view";
import { bounds } from "./record";
import { readReplay, type Replay } from "./replay";

const KIND = "BORDER_CROSSING_POINT";
const replay = signal<Replay | null>(null);

/** Null: the log has none, or they are not read yet. */
export const crossingPoints = computed(() => (view.value.date ? (replay.value?.on(view.value.date) ?? null) : null));

/** Keeps `crossingPoints` at what the view knows, from now on. */
export function keepCrossingPoints(): void {
  let asked = "";
  effect(() => {
    const span = bounds.value;
    const { knownOn, position, policy } = view.value;
    if (!span?.firstDay || !span.lastDay || !span.kinds.some(({ kind }) => kind === KIND)) return;
    const wanted = { kind: KIND, knownOn, position: position ?? span.head, policy };
    const key = JSON.stringify(wanted);
    if (key === asked) return;
    asked = key;
    readReplay(span.firstDay, span.lastDay, wanted).then(
      (read) => {
        if (asked === key) replay.value = read;
      },
      () => (asked = ""),
    );
  });
}
