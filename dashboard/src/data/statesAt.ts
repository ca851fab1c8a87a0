/** The states of a map on a day, out of memory where it has them. */

import type { Coordinates, View } from "../view/coordinates";
import { readFrame } from "./frame";
import { Recent } from "./recent";
import { readReplay, type Replay, type States } from "./replay";

/** What fixes a map but for the date; `position` as a number, so that what is kept stays right when the log grows. */
export type MapAsked = Pick<View, "kind" | "position" | "policy"> & Pick<Coordinates, "knownOn">;

/** Whole maps of all days kept for a way back: as known on different days, by different policies. */
const replays = new Recent<Promise<Replay>>(12);
const frames = new Recent<Promise<States>>(400);
/** The replays that are there. */
const ready = new WeakMap<Promise<Replay>, Replay>();

/** For so long a day of knowledge must be stood on, in milliseconds, before its map is read for all days. */
const REST = 400;
let resting: ReturnType<typeof setTimeout> | undefined;

/**
 * The states on a day. Everything known is read at once for all days from `from` to `to`, so that playing asks nobody.
 * As known on an earlier day, only the day is read, so that the second clock can be dragged; all days follow when it
 * rests.
 */
export async function statesAt(date: string, asked: MapAsked, from: string, to: string): Promise<States> {
  const key = JSON.stringify([asked, from, to]);
  const replay = () => replays.get(key, () => noted(readReplay(from, to, asked)));
  clearTimeout(resting);
  if (asked.knownOn === null) return (await replay()).on(date);
  const there = replays.peek(key);
  const read = there && ready.get(there);
  if (read) return read.on(date);
  resting = setTimeout(() => replay().catch(() => {}), REST);
  return frames.get(JSON.stringify([asked, date]), () => readFrame(date, asked));
}

function noted(replay: Promise<Replay>): Promise<Replay> {
  replay.then((read) => ready.set(replay, read)).catch(() => {});
  return replay;
}
