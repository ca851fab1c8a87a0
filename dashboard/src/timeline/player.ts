/** Playing the record day by day, from memory. */

import { signal } from "@preact/signals";
import { dateNumber, showDay } from "./clocks";
import { eventScale } from "./scale";

/** Days in a second. */
export const SPEEDS = [1, 2, 5, 10, 30, 60];

export const playing = signal(false);
export const speed = signal(5);
export const looping = signal(false);

let drawn = 0;
/** What is left of a day from the last picture on. */
let rest = 0;

/** Plays from the day shown, or from the first where the last is shown. */
export function play(): void {
  const span = eventScale.peek();
  if (!span) return;
  if (dateNumber.peek() === span.last) showDay(span.first);
  [playing.value, rest, drawn] = [true, 0, performance.now()];
  requestAnimationFrame(draw);
}

export function pause(): void {
  playing.value = false;
}

export const toggle = (): void => (playing.peek() ? pause() : play());

/** Goes a number of days on, or back, and stops playing. */
export function step(by: number): void {
  pause();
  showDay((dateNumber.peek() ?? 0) + by);
}

function draw(now: number): void {
  if (!playing.peek()) return;
  rest += ((now - drawn) / 1000) * speed.peek();
  drawn = now;
  const whole = Math.floor(rest);
  rest -= whole;
  if (whole > 0) advance(whole);
  requestAnimationFrame(draw);
}

function advance(by: number): void {
  const span = eventScale.peek();
  const next = (dateNumber.peek() ?? 0) + by;
  if (!span) return pause();
  if (next <= span.last) return showDay(next);
  showDay(looping.peek() ? span.first : span.last);
  if (!looping.peek()) pause();
}
