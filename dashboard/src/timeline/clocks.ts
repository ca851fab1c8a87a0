/**
 * The two clocks. The date says which day of the world is shown; the day of knowledge says which reports count: those
 * published by then.
 */

import { computed, signal } from "@preact/signals";
import * as days from "../data/days";
import { change, view } from "../view/view";
import { eventScale, knownAxis } from "./scale";

/** Whether the day of knowledge goes with the date, as if the map were read that evening. */
export const linked = signal(false);

/** The day shown, as a number of days; null: nothing is on record. */
export const dateNumber = computed(() => (view.value.date ? days.number(view.value.date) : null));

/** The last day whose reports count, as a number on the axis; the day after the axis: all of them. */
export const knownNumber = computed(() => {
  const { first, last } = knownAxis.value ?? { first: 0, last: 0 };
  const { knownOn } = view.value;
  return knownOn ? Math.min(Math.max(days.number(knownOn), first - 1), last + 1) : last + 1;
});

/** Shows a day; outside the record its nearest day. */
export function showDay(day: number): void {
  const span = eventScale.peek();
  if (!span) return;
  const date = days.iso(Math.min(Math.max(day, span.first), span.last));
  if (date !== view.peek().date) change(linked.peek() ? { date, knownOn: date } : { date });
}

/** Counts only what was known by the end of a day; after the last day of the axis: everything. */
export function knowUntil(day: number): void {
  const axis = knownAxis.peek();
  if (!axis) return;
  linked.value = false;
  const knownOn = day > axis.last ? null : days.iso(Math.max(day, axis.first - 1));
  if (knownOn !== view.peek().knownOn) change({ knownOn });
}

/** Counts all reports, on both maps where two are compared. */
export function knowEverything(): void {
  linked.value = false;
  const { compare } = view.peek();
  change({ knownOn: null, compare: compare && { ...compare, knownOn: null } });
}

/** Ties the day of knowledge to the date, or unties it and leaves it where it is. */
export function link(on: boolean): void {
  linked.value = on;
  if (on) change({ knownOn: view.peek().date });
}
