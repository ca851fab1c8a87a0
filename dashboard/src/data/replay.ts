/** The states of all places of a kind on every day of a span, in memory, so that a drag or a replay asks nobody. */

import { ask } from "../graphql/ask";
import type { Coordinates, View } from "../view/coordinates";
import * as days from "./days";

/** The state of each place on one day: columns over the places of the replay. */
export interface States {
  date: string;
  /** Ids of the places, the same for all days of a replay. */
  place: string[];
  /** Whether the place exists on the day. */
  exists: Uint8Array;
  holder: (string | null)[];
  level: string[];
  certainty: string[];
  since: (string | null)[];
  lastWord: (string | null)[];
  status: (string | null)[];
}

interface ReplayColumns {
  date: string[];
  place: string[];
  holder: string[];
  level: string[];
  certainty: string[];
  status: string[];
  changes: {
    frame: number[];
    place: number[];
    holder: (number | null)[];
    level: number[];
    certainty: number[];
    since: (string | null)[];
    lastWord: (string | null)[];
    status: (number | null)[];
    gone: boolean[];
  };
}

const REPLAY = `query (
  $from: Date!, $to: Date!, $kind: PlaceKind!, $knownOn: Date, $position: Position, $policy: ResolutionPolicy!
) {
  replayColumns(from: $from, to: $to, kind: $kind, knownOn: $knownOn, position: $position, policy: $policy)
}`;

/** One map on every day from `from` to `to`, as known on a day. */
export class Replay {
  private readonly first: number;
  /** The first change of each frame. */
  private readonly begins: number[] = [];
  private states: States;
  private frame = -1;

  constructor(private readonly columns: ReplayColumns) {
    this.first = days.number(columns.date[0]!);
    let change = 0;
    for (let frame = 0; frame <= columns.date.length; frame++) {
      while (change < columns.changes.frame.length && columns.changes.frame[change]! < frame) change++;
      this.begins.push(change);
    }
    this.states = blank(columns.place);
  }

  /** The states at the end of a day; days outside the span get its nearest day. */
  on(date: string): States {
    const last = this.columns.date.length - 1;
    const wanted = Math.min(Math.max(days.number(date) - this.first, 0), last);
    if (wanted < this.frame) [this.states, this.frame] = [blank(this.columns.place), -1];
    while (this.frame < wanted) this.step(++this.frame);
    return copy(this.states, date);
  }

  private step(frame: number): void {
    const { changes, holder, level, certainty, status } = this.columns;
    for (let change = this.begins[frame]!; change < this.begins[frame + 1]!; change++) {
      const at = changes.place[change]!;
      this.states.exists[at] = changes.gone[change] ? 0 : 1;
      this.states.holder[at] = word(holder, changes.holder[change]!);
      this.states.level[at] = level[changes.level[change]!] ?? "UNKNOWN";
      this.states.certainty[at] = certainty[changes.certainty[change]!] ?? "UNKNOWN";
      this.states.since[at] = changes.since[change] ?? null;
      this.states.lastWord[at] = changes.lastWord[change] ?? null;
      this.states.status[at] = word(status, changes.status[change]!);
    }
  }
}

function copy(states: States, date: string): States {
  const { place, exists, holder, level, certainty, since, lastWord, status } = states;
  return {
    date,
    place,
    exists: exists.slice(),
    holder: holder.slice(),
    level: level.slice(),
    certainty: certainty.slice(),
    since: since.slice(),
    lastWord: lastWord.slice(),
    status: status.slice(),
  };
}

function word(words: string[], at: number | null): string | null {
  return at === null ? null : (words[at] ?? null);
}

function blank(place: string[]): States {
  const all = <T>(value: T): T[] => new Array<T>(place.length).fill(value);
  return {
    date: "",
    place,
    exists: new Uint8Array(place.length),
    holder: all<string | null>(null),
    level: all("UNKNOWN"),
    certainty: all("UNKNOWN"),
    since: all<string | null>(null),
    lastWord: all<string | null>(null),
    status: all<string | null>(null),
  };
}

export async function readReplay(
  from: string,
  to: string,
  { kind, knownOn, position, policy }: Pick<View, "kind" | "position" | "policy"> & Pick<Coordinates, "knownOn">,
  signal?: AbortSignal,
): Promise<Replay> {
  const variables = { from, to, kind, knownOn, position, policy };
  const { replayColumns } = await ask<{ replayColumns: ReplayColumns }>(REPLAY, variables, signal);
  return new Replay(replayColumns);
}
