/** What the panel of a place asks. */

import { useAnswer, type Answer } from "../data/answer";
import { bounds } from "../data/record";
import { REPORT, type Named, type Report } from "../data/report";
import { view } from "../view/view";

export interface PlaceNames {
  text: string;
  language: string | null;
  script: string | null;
}

export interface PlaceShown extends Named {
  kind: string;
  names: PlaceNames[];
  ancestors: Named[];
}

export interface Held {
  holder: Named | null;
  level: string;
  certainty: string;
}

export interface Period extends Held {
  from: string | null;
  to: string | null;
}

export interface Alternative {
  holder: Named | null;
  level: string;
  voices: number;
  claimCount: number;
  views: Report[];
}

export interface Status {
  status: string;
  certainty: string;
  since: string | null;
  lastWord: string | null;
  why: { text: string };
  basisViews: Report[];
  alternativeViews: Report[];
}

export interface PlaceState extends Held {
  place: PlaceShown;
  levelCertainty: string;
  since: string | null;
  lastWord: string | null;
  manner: string | null;
  basisVoices: number;
  basisCount: number;
  why: { text: string };
  basisViews: Report[];
  alternatives: Alternative[];
  status: Status | null;
  history: { nodes: Period[] };
}

interface Asked {
  asOf: { date: string; place: PlaceState | null };
}

/** Claims listed for each side; the page of the place has all. */
export const CLAIMS_SHOWN = 30;

const PLACE = `query (
  $place: ID!, $date: Date!, $knownOn: Date, $position: Position, $policy: ResolutionPolicy!, $claims: Int!
) {
  asOf(date: $date, knownOn: $knownOn, position: $position, policy: $policy) {
    date
    place(id: $place) {
      place { id name kind names { text language script } ancestors { id name } }
      holder { id name } level certainty levelCertainty since lastWord manner basisVoices basisCount why { text }
      basisViews(first: $claims) { ...report }
      alternatives { holder { id name } level voices claimCount views(first: $claims) { ...report } }
      status {
        status certainty since lastWord why { text }
        basisViews(first: $claims) { ...report } alternativeViews(first: $claims) { ...report }
      }
      history(first: 200) { nodes { from to holder { id name } level certainty } }
    }
  }
}
${REPORT}`;

/** The state of the place on the day shown, with the claims for and against; asked when the day has rested. */
export function usePlace(place: string, rest: number): Answer<Asked> {
  const { date, knownOn, policy, position } = view.value;
  const asked = { place, date, knownOn, policy, position: position ?? bounds.value?.head, claims: CLAIMS_SHOWN };
  return useAnswer<Asked>(PLACE, date ? asked : null, rest);
}

export interface Belief {
  knownFrom: string | null;
  knownTo: string | null;
  state: Held;
  eventViews: Report[];
}

const BELIEFS = `query ($place: ID!, $date: Date!, $position: Position, $policy: ResolutionPolicy!) {
  beliefs(place: $place, date: $date, position: $position, policy: $policy, first: 100) {
    nodes { knownFrom knownTo state { holder { id name } level certainty } eventViews { ...report } }
  }
}
${REPORT}`;

export function useBeliefs(place: string, rest: number): Belief[] | null {
  const { date, policy, position } = view.value;
  const asked = { place, date, policy, position: position ?? bounds.value?.head };
  return useAnswer<{ beliefs: { nodes: Belief[] } }>(BELIEFS, date ? asked : null, rest).data?.beliefs.nodes ?? null;
}

const HAPPENINGS = `query ($place: ID!, $types: [String!]) {
  events(filter: { place: $place, types: $types, standingOnly: true }, first: 100) { nodes { view { ...report } } }
}
${REPORT}`;

/** What is reported of a place besides who holds it. */
const TYPES = ["ClashReported", "CasualtiesReported", "PersonsCrossedBorder", "StatusReported", "SituationAssessed"];

interface Happened {
  events: { nodes: { view: Report | null }[] };
}

export function useHappenings(place: string): Report[] | null {
  const { data } = useAnswer<Happened>(HAPPENINGS, { place, types: TYPES });
  return data && data.events.nodes.flatMap(({ view }) => view ?? []);
}
