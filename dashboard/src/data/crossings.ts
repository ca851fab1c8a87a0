/** The happenings in which people crossed a border, with how many they were. */

import { effect, signal, type Signal } from "@preact/signals";
import { ask } from "../graphql/ask";
import type { Coordinates, View } from "../view/coordinates";
import { view } from "../view/view";
import * as days from "./days";
import { newest } from "./newest";
import { bounds } from "./record";
import { report } from "./shown";

export interface Bounded {
  low: number | null;
  best: number | null;
  high: number | null;
  qualifier: string;
  verbatim: string | null;
}

export interface Crossing {
  id: string;
  occurred: string;
  count: Bounded;
  /** The first and last civil day on which it may have happened. */
  earliest: string;
  latest: string;
  origin: string;
  destination: string;
  via: string[];
}

interface Claim {
  earliest: string | null;
  latest: string | null;
  origin: { id: string };
  destination: { id: string };
  via: { id: string }[];
}

interface Incident {
  id: string;
  occurred: string;
  count: Bounded;
  claims: Claim[];
}

/** All crossings of the record, as known on the day of the view. */
export const crossings = signal<readonly Crossing[]>([]);
/** The same as known at the coordinates that the view is compared with. */
export const crossingsBeside = signal<readonly Crossing[]>([]);

const CROSSINGS = `query ($from: Date!, $to: Date!, $knownOn: Date, $position: Position) {
  crossings(from: $from, to: $to, knownOn: $knownOn, position: $position) {
    incidents {
      id
      occurred
      count { low best high qualifier verbatim }
      claims { ... on PersonsCrossedBorder { earliest latest origin { id } destination { id } via { id } } }
    }
  }
}`;

/** Keeps both at what the view knows, from now on. */
export function keepCrossings(): void {
  keep(crossings, (now) => now);
  keep(crossingsBeside, (now) => now.compare);
}

type Asked = { from: string; to: string; knownOn: string | null; position: number };

function keep(target: Signal<readonly Crossing[]>, at: (now: View) => Coordinates | null): void {
  const read = newest<Asked, { crossings: { incidents: Incident[] } }>(
    (asked) => ask(CROSSINGS, asked),
    (answer) => (target.value = answer.crossings.incidents.flatMap(crossingOf)),
    report,
  );
  let last = "";
  effect(() => {
    const [span, known] = [bounds.value, at(view.value)];
    if (!known || !span?.firstDay || !span.lastDay) return;
    const position = view.value.position ?? span.head;
    const asked = { from: span.firstDay, to: span.lastDay, knownOn: known.knownOn, position };
    const key = JSON.stringify(asked);
    if (key === last) return;
    last = key;
    read(asked);
  });
}

/** The claim that says most about the way stands for the whole. */
function crossingOf({ id, occurred, count, claims }: Incident): Crossing[] {
  const claim = claims.toSorted((a, b) => b.via.length - a.via.length)[0];
  if (!claim?.latest) return [];
  const [earliest, latest] = [(claim.earliest ?? claim.latest).slice(0, 10), claim.latest.slice(0, 10)];
  const via = claim.via.map((place) => place.id);
  return [{ id, occurred, count, earliest, latest, origin: claim.origin.id, destination: claim.destination.id, via }];
}

/** How many days a crossing stays on the map after it. */
export const SHOWN_DAYS = 3;

/** Those that may have happened on a day, or within the three days before it. */
export function crossingsAround(all: readonly Crossing[], date: string): Crossing[] {
  const day = days.number(date);
  return all.filter(({ earliest, latest }) => days.number(earliest) <= day && days.number(latest) >= day - SHOWN_DAYS);
}
