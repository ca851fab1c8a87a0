// What every client asks, each list at coordinates that give unlike answers about the same things.

const STATES = `
  query States($date: Date!, $knownOn: Date) {
    asOf(date: $date, knownOn: $knownOn) {
      id
      place(id: "af-imam-sahib") { ...state }
      places(within: "af-kunduz") { nodes { ...state } }
    }
  }
  fragment state on PlaceState {
    id
    place { id name }
    holder { id name }
    certainty
    basis { id position }
  }
`;
const VIEWS = `
  query Views($knownOn: Date) {
    asOf(date: "2021-06-22", knownOn: $knownOn) {
      id
      place(id: "af-imam-sahib") {
        id
        basisViews { id standing interest retractedBy { id } event { id type ... on ControlChanged { manner } } }
        history { nodes { from basisViews { id standing } } }
      }
      event(id: "withdrawn") { id standing retractedBy { id } event { id } }
    }
    event(id: "withdrawn") { id view(knownOn: $knownOn) { id standing } }
  }
`;
const BOTH = `
  query Both {
    diff(from: { date: "2021-06-22", knownOn: "2021-06-23" }, to: { date: "2021-06-22", knownOn: "2021-07-01" }) {
      places {
        before { id basisViews { id standing event { id } } }
        after { id basisViews { id standing event { id } } }
        eventViews { id event { id ... on EventRetracted { event { id view { id standing } } } } }
      }
    }
  }
`;
const BELIEFS = `
  query Beliefs {
    beliefs(place: "af-imam-sahib", date: "2021-06-22") {
      nodes { knownFrom state { id holder { id } } eventViews { id standing event { id } } }
    }
  }
`;
const PLACE = `query Place { asOf(date: "2021-06-22") { id place(id: "af-kunduz") { id certainty } } }`;
const HASH = `query Hash { asOf(date: "2021-06-22") { id stateHash } }`;
const PEOPLE = `
  query People($from: Date!, $to: Date!) {
    crossings(from: $from, to: $to) {
      incidents { key added count { low high } claimViews { id standing event { id } } account { reason view { id } } }
    }
  }
`;
const MEASURES = `query Measures { measures { nodes { measure place { id } from to reports } } }`;

const asked = (query, variables = {}) => ({ query, variables });

export const questions = {
  dates: [
    asked(STATES, { date: "2021-06-10" }),
    asked(STATES, { date: "2021-06-20" }),
    asked(STATES, { date: "2021-06-22" }),
    asked(STATES, { date: "2021-06-22", knownOn: "2021-06-23" }),
  ],
  views: [asked(VIEWS, { knownOn: "2021-06-23" }), asked(VIEWS, { knownOn: "2021-07-01" }), asked(VIEWS)],
  both: [asked(BOTH), asked(BELIEFS)],
  parts: [asked(PLACE), asked(HASH)],
  people: [
    asked(PEOPLE, { from: "2021-06-01", to: "2021-06-21" }),
    asked(PEOPLE, { from: "2021-06-22", to: "2021-06-30" }),
    asked(PEOPLE, { from: "2021-06-01", to: "2021-06-30" }),
  ],
  measures: [asked(MEASURES)],
};

/** Of each list, what was answered, and what the cache gives for each question after the last. `asks` has both. */
export async function askedThenRead(makeClient, asks) {
  const facts = {};
  for (const [name, list] of Object.entries(questions)) {
    const client = makeClient();
    const fresh = [];
    for (const question of list) fresh.push(await asks.answer(client, question));
    facts[name] = { fresh, cached: list.map((question) => asks.read(client, question)) };
  }
  return facts;
}
