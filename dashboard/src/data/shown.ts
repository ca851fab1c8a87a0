/** What the map shows: the states at the view's coordinates, and beside them those that it is compared with. */

import { effect, signal } from "@preact/signals";
import { Refusal } from "../graphql/ask";
import type { Coordinates, View } from "../view/coordinates";
import { view } from "../view/view";
import { gazetteer, readGazetteer } from "./gazetteer";
import { newest } from "./newest";
import { bounds } from "./record";
import type { States } from "./replay";
import { statesAt, type MapAsked } from "./statesAt";

export const shown = signal<States | null>(null);
export const beside = signal<States | null>(null);
/** Why nothing newer is shown; null: it is as asked. */
export const trouble = signal<Refusal | null>(null);
export const loading = signal(false);

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
  const [show, showBeside] = [shower(shown), shower(beside)];
  effect(() => show(askedOf(view.value, view.value)));
  effect(() => showBeside(askedOf(view.value, view.value.compare)));
}

/** What takes longer than this, in milliseconds, is worth a word. */
const SLOW = 150;

type Asked = MapAsked & { date: string; from: string; to: string };

/** Keeps a signal at what is asked. A drag passes over what the server cannot answer in time. */
function shower(target: typeof shown): (asked: Asked | null) => void {
  return newest<Asked | null, States | null>(
    async (asked) => {
      if (!asked) return null;
      const { date, from, to, ...map } = asked;
      const slow = setTimeout(() => (loading.value = true), SLOW);
      return statesAt(date, map, from, to).finally(() => clearTimeout(slow));
    },
    (states) => {
      target.value = states;
      [loading.value, trouble.value] = [false, null];
    },
    report,
  );
}

function askedOf({ kind, position, policy }: View, at: Coordinates | null): Asked | null {
  const span = bounds.value;
  if (!at?.date || !span?.firstDay || !span.lastDay) return null;
  const { date, knownOn } = at;
  return { kind, knownOn, position: position ?? span.head, policy, date, from: span.firstDay, to: span.lastDay };
}

/** Shows on the page why something did not work. */
export function report(reason: unknown): void {
  loading.value = false;
  trouble.value = reason instanceof Refusal ? reason : new Refusal(String(reason), "UNREACHABLE");
}
