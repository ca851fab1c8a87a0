/** What was learned of the day shown after the evening that the view stands at, as the `diff` of the two answers. */

import { useEffect } from "preact/hooks";
import { useAnswer, type Answer } from "../data/answer";
import { marks } from "../data/marks";
import { bounds } from "../data/record";
import { REPORT, type Named, type Report } from "../data/report";
import { view } from "../view/view";

export interface StateBrief {
  holder: Named | null;
  level: string;
  certainty: string;
}

export interface Change {
  place: Named & { parent: { name: string } | null };
  cause: "WORLD_CHANGED" | "WE_LEARNED" | "BOTH";
  before: StateBrief;
  after: StateBrief;
  eventViews: Report[];
}

const DIFF = `query ($from: SnapshotInput!, $to: SnapshotInput!, $kind: PlaceKind, $within: ID) {
  diff(from: $from, to: $to, kind: $kind, within: $within) {
    places {
      place { id name parent { name } } cause
      before { holder { id name } level certainty } after { holder { id name } level certainty }
      eventViews { ...report }
    }
  }
}
${REPORT}`;

/** The two answers that are held against each other. */
export interface Compared {
  from: { date: string; knownOn: string | null };
  to: { date: string; knownOn: string | null };
}

/**
 * The states compared: two that the reader put side by side; else the day as known on the second clock, or on its own
 * evening where that clock rests, and as known now.
 */
export function compared(): Compared {
  const { date, knownOn, compare } = view.value;
  if (compare) return { from: compare, to: { date, knownOn } };
  return { from: { date, knownOn: knownOn ?? date }, to: { date, knownOn: null } };
}

/** What differs, in order of the names of places; the places are marked on the map as long as this is asked. */
export function useLearned(): Answer<Change[]> {
  const { kind, policy, position, filter } = view.value;
  const coordinates = { policy, position: position ?? bounds.value?.head };
  const { from, to } = compared();
  const asked = { from: { ...from, ...coordinates }, to: { ...to, ...coordinates }, kind, within: filter.within };
  const answer = useAnswer<{ diff: { places: Change[] } }>(DIFF, from.date ? asked : null, 200);
  const changes = answer.data?.diff.places ?? null;
  useEffect(() => {
    marks.value = new Set(changes?.map(({ place }) => place.id));
    return () => void (marks.value = new Set());
  }, [changes]);
  return { ...answer, data: changes };
}
