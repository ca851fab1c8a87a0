/** What the timeline draws: counts over all days of the record, and the days on which reports came in. */

import { useMemo } from "preact/hooks";
import { actors } from "../data/actors";
import { useAnswer } from "../data/answer";
import { bounds } from "../data/record";
import { view } from "../view/view";
import { countsOf, type Counts, type SeriesColumns } from "./counts";
import { eventScale, length } from "./scale";

const SERIES = `query (
  $from: Date!, $to: Date!, $step: Step!, $within: ID, $kind: PlaceKind!,
  $knownOn: Date, $position: Position, $policy: ResolutionPolicy!
) {
  seriesColumns(
    from: $from, to: $to, step: $step, within: $within, kind: $kind,
    knownOn: $knownOn, position: $position, policy: $policy
  )
}`;

/** The first and the last day of it get a step for each day up to here, longer records one for each week or month. */
const DAILY_MAX = 1_000;
const WEEKLY_MAX = 7_000;

/** The counts as known on the view's day; null until they are there. */
export function useCounts(): Counts | null {
  const span = bounds.value;
  const { kind, knownOn, position, policy, filter } = view.value;
  const asked = span?.firstDay && {
    ...{ from: span.firstDay, to: span.lastDay, step: stepFor(eventScale.value ? length(eventScale.value) : 0) },
    ...{ within: filter.within, kind, knownOn, position: position ?? span.head, policy },
  };
  const { data } = useAnswer<{ seriesColumns: SeriesColumns }>(SERIES, asked || null, 250);
  const known = actors.value;
  return useMemo(() => data && countsOf(data.seriesColumns), [data, known]);
}

function stepFor(days: number): "DAY" | "WEEK" | "MONTH" {
  if (days <= DAILY_MAX) return "DAY";
  return days <= WEEKLY_MAX ? "WEEK" : "MONTH";
}

export interface Activity {
  date: string[];
  occurred: number[];
  published: number[];
  recorded: number[];
}

const ACTIVITY = "query ($within: ID, $position: Position) { activity(within: $within, position: $position) }";

export function useActivity(): Activity | null {
  const { position, filter } = view.value;
  const head = bounds.value?.head;
  const asked = head ? { within: filter.within, position: position ?? head } : null;
  return useAnswer<{ activity: Activity }>(ACTIVITY, asked).data?.activity ?? null;
}
