/** What the map shows: the states at the view's coordinates, and beside them those that it is compared with. */

import { effect, signal } from "@preact/signals";
import { Refusal } from "../graphql/ask";
import type { Coordinates, View } from "../view/coordinates";
import { view } from "../view/view";
import { gazetteer, readGazetteer } from "./gazetteer";
import { bounds } from "./record";
import { readReplay, type Replay, type States } from "./replay";

export const shown = signal<States | null>(null);
export const beside = signal<States | null>(null);
/** Why nothing newer is shown; null: it is as asked. */
export const trouble = signal<Refusal | null>(null);
export const loading = signal(false);

/** Whole maps kept for a way back: as known on different days, by different policies. */
const REPLAYS_KEPT = 12;
const replays = new Map<string, Promise<Replay>>();

/** Keeps `gazetteer`, `shown` and `beside` at the view, from now on. */
export function keepUp(): void {
  let asked = "";
  effect(() => {
    const { kind } = view.value;
    // A place that enters the log makes one more of its kind.
    const key = JSON.stringify([kind, bounds.value?.kinds]);
    if (!bounds.value?.head || key === asked) return;
    asked = key;
    readGazetteer(kind).then((read) => {
      if (view.peek().kind === kind) gazetteer.value = read;
    }, report);
  });
  effect(() => showIn(shown, view.value, view.value));
  effect(() => showIn(beside, view.value, view.value.compare));
}

function showIn(target: typeof shown, { kind, position, policy }: View, at: Coordinates | null): void {
  const span = bounds.value;
  if (!at?.date || !span?.firstDay || !span.lastDay) {
    target.value = null;
    return;
  }
  const { date, knownOn } = at;
  const asked = { kind, knownOn, position: position ?? span.head, policy };
  const key = JSON.stringify([asked, span.firstDay, span.lastDay]);
  const replay = kept(key, () => readReplay(span.firstDay!, span.lastDay!, asked));
  loading.value = true;
  replay.then(
    (map) => {
      const now = target === shown ? view.peek() : view.peek().compare;
      // The reader has moved on while this was on its way.
      if (!now || now.knownOn !== knownOn || now.date !== date) return;
      target.value = map.on(date);
      [loading.value, trouble.value] = [false, null];
    },
    (reason) => {
      replays.delete(key);
      report(reason);
    },
  );
}

function kept(key: string, read: () => Promise<Replay>): Promise<Replay> {
  const replay = replays.get(key) ?? read();
  replays.delete(key);
  replays.set(key, replay);
  const [oldest] = replays.keys();
  if (replays.size > REPLAYS_KEPT) replays.delete(oldest!);
  return replay;
}

/** Shows on the page why something did not work. */
export function report(reason: unknown): void {
  loading.value = false;
  trouble.value = reason instanceof Refusal ? reason : new Refusal(String(reason), "UNREACHABLE");
}
