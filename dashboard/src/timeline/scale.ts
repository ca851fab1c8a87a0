/** Days along an axis. A day is a cell of the axis: its mark stands in the middle of it. */

import { computed } from "@preact/signals";
import { bounds } from "../data/record";
import * as days from "../data/days";

export interface Scale {
  /** The first and the last day, as numbers of days. */
  first: number;
  last: number;
}

/** An axis that is longer than this many times the days of the record is no axis for both clocks. */
const STRETCH_MAX = 2;

/** The days that claims are about. */
export const eventScale = computed<Scale | null>(() => scaleOf(bounds.value?.firstDay, bounds.value?.lastDay));

/** The days on which claims became known. */
const knowledgeScale = computed<Scale | null>(() => scaleOf(bounds.value?.firstKnown, bounds.value?.lastKnown));

/** One axis for both clocks, where the days of the one are near those of the other; null: each needs its own. */
const commonScale = computed<Scale | null>(() => {
  const [event, known] = [eventScale.value, knowledgeScale.value];
  if (!event || !known) return null;
  const common = { first: Math.min(event.first, known.first), last: Math.max(event.last, known.last) };
  return length(common) <= STRETCH_MAX * length(event) ? common : null;
});

export const dateAxis = computed(() => commonScale.value ?? eventScale.value);
export const knownAxis = computed(() => commonScale.value ?? knowledgeScale.value);

export const length = ({ first, last }: Scale): number => last - first + 1;

/** Where a day stands, as a part of the axis from 0 to 1. */
export function place(scale: Scale, day: number): number {
  return Math.min(Math.max((day - scale.first + 0.5) / length(scale), 0), 1);
}

/** The day at a part of the axis. Outside of it: the day before the first, or after the last. */
export function dayAt(scale: Scale, part: number): number {
  return Math.min(Math.max(scale.first + Math.floor(part * length(scale)), scale.first - 1), scale.last + 1);
}

function scaleOf(first: string | null | undefined, last: string | null | undefined): Scale | null {
  return first && last ? { first: days.number(first), last: days.number(last) } : null;
}

/** Steps between labels, in days, up to a month; from there on in months. */
const DAY_STEPS = [1, 2, 7, 14];
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60];
const MONTH = 30.4;

/** The days to be labelled: at most `count`, on days that people count by. */
export function labelled(scale: Scale, count: number): number[] {
  const step = DAY_STEPS.find((days) => length(scale) / days <= count);
  if (step) return range(scale).filter((day) => (scale.last - day) % step === 0);
  const months = MONTH_STEPS.find((months) => length(scale) / (months * MONTH) <= count) ?? 120;
  return firstsOfMonths(scale).filter((day) => monthNumber(day) % months === 0);
}

function range({ first, last }: Scale): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function firstsOfMonths(scale: Scale): number[] {
  return range(scale).filter((day) => days.iso(day).endsWith("-01"));
}

function monthNumber(day: number): number {
  const [year, month] = days.iso(day).split("-").map(Number);
  return year! * 12 + month! - 1;
}
