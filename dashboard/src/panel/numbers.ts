/** Sums of people, and totals that others stated, over a span of days up to the day shown. */

import { signal } from "@preact/signals";
import * as days from "../data/days";
import { useAnswer, type Answer } from "../data/answer";
import { bounds } from "../data/record";
import type { Named, NumberGiven, Source } from "../data/report";
import { view } from "../view/view";

/** How far back from the day shown is added up. */
export const SPANS = ["DAY", "WEEK", "MONTH", "ALL"] as const;
export type Span = (typeof SPANS)[number];
export const span = signal<Span>("ALL");

const DAYS: Record<Span, number> = { DAY: 1, WEEK: 7, MONTH: 30, ALL: Infinity };

export interface ClaimOf {
  id: string;
  published: string | null;
  source: Source | null;
}

export interface Incident {
  id: string;
  occurred: string;
  added: boolean;
  disputed: boolean;
  notes: string[];
  count: NumberGiven;
  claims: ClaimOf[];
}

export interface Casualties {
  kinds: string[];
  count: NumberGiven;
  incidents: Incident[];
}

export interface Tally {
  event: { id: string; published: string | null; source: Source | null; basis: string; holder: Named | null; within: Named; kind: string };
  numerator: NumberGiven;
  denominator: number | null;
  shown: NumberGiven;
  shownDenominator: number;
  consistent: boolean | null;
  note: string;
}

export interface NumbersAsked {
  casualties: Casualties[];
  crossings: { count: NumberGiven; incidents: Incident[] };
  tallies: { nodes: Tally[] };
}

const NUMBERS = `query (
  $from: Date!, $to: Date!, $within: ID, $knownOn: Date, $position: Position, $policy: ResolutionPolicy!
) {
  casualties(from: $from, to: $to, within: $within, knownOn: $knownOn, position: $position) {
    kinds count { ...bounds } incidents { ...casualties }
  }
  crossings(from: $from, to: $to, knownOn: $knownOn, position: $position) {
    count { ...bounds } incidents { ...crossing }
  }
  tallies(within: $within, from: $from, to: $to, knownOn: $knownOn, position: $position, policy: $policy, first: 50) {
    nodes {
      event {
        id published source { ...source }
        ... on TallyClaimed { basis kind holder { id name } within { id name } }
      }
      numerator { ...bounds } denominator shown { ...bounds } shownDenominator consistent note
    }
  }
}
fragment bounds on Count { low high verbatim }
fragment source on Source { id name publisher url reliability }
fragment claim on Event { id published source { ...source } }
fragment casualties on CasualtyIncident {
  id occurred added disputed notes count { ...bounds } claims { ...claim }
}
fragment crossing on CrossingIncident {
  id occurred added disputed notes count { ...bounds } claims { ...claim }
}`;

/** The days that are added up; null until the log has said where it begins. */
export function spanShown(): { from: string; to: string } | null {
  const first = bounds.value?.firstDay;
  const { date } = view.value;
  if (!first || !date) return null;
  const from = Math.max(days.number(first), days.number(date) - DAYS[span.value] + 1);
  return { from: days.iso(Math.min(from, days.number(date))), to: date };
}

export function useNumbers(): Answer<NumbersAsked> {
  const { knownOn, position, policy, filter } = view.value;
  const shown = spanShown();
  const asked = shown && { ...shown, within: filter.within, knownOn, position: position ?? bounds.value?.head, policy };
  return useAnswer<NumbersAsked>(NUMBERS, asked, 300);
}
