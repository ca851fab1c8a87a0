/** A replay as a film (WebM): the days of the record, one after the other, as the map draws them. */

import type { Map as MapLibre } from "maplibre-gl";
import type { Citation } from "../../data/citation";
import * as days from "../../data/days";
import { bounds } from "../../data/record";
import { change, view } from "../../view/view";
import { holderCounts } from "../legend/counts";
import { captionOf } from "./caption";
import { compose, drawn } from "./picture";

const DAYS_PER_SECOND = 8;

/** Plays all days and gives the film of them; `progress` is called with the part that is done, from 0 to 1. */
export async function film(map: MapLibre, cited: Citation, progress: (part: number) => void): Promise<Blob> {
  const target = document.createElement("canvas");
  const before = view.peek().date;
  compose(target, map, captionOf(cited, holderCounts.peek()));
  const recorder = new MediaRecorder(target.captureStream(30), { videoBitsPerSecond: 6_000_000 });
  const parts: Blob[] = [];
  recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
  const ended = new Promise((resolve) => recorder.addEventListener("stop", resolve));
  recorder.start();
  await play(map, cited, target, progress);
  recorder.stop();
  await ended;
  change({ date: before });
  return new Blob(parts, { type: "video/webm" });
}

async function play(map: MapLibre, cited: Citation, target: HTMLCanvasElement, progress: (part: number) => void) {
  const { firstDay, lastDay } = bounds.peek()!;
  const [first, last] = [days.number(firstDay!), days.number(lastDay!)];
  for (let day = first; day <= last; day++) {
    const date = days.iso(day);
    change({ date });
    await new Promise((resolve) => setTimeout(resolve, 1000 / DAYS_PER_SECOND));
    await drawn(map);
    // The token in the caption is of the day that was asked for; a film has all of them.
    compose(target, map, captionOf({ ...cited, date, token: "" }, holderCounts.peek()));
    progress((day - first) / Math.max(last - first, 1));
  }
}
