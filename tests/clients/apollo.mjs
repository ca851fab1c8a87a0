// Asks through Apollo Client and prints as JSON what was answered, and what the cache gives afterwards.
import { gql } from "@apollo/client";

import { cache } from "./shown/apollo-cache.mjs";
import { apollo } from "./shown/apollo.mjs";

const url = `${process.argv[2]}/graphql`;
const requests = [];

async function fetch(uri, options) {
  const { searchParams } = new URL(uri);
  requests.push({ method: options.method, query: searchParams.has("query") || Boolean(options.body) });
  return await globalThis.fetch(uri, options);
}

const STATES = gql`
  query ($date: Date!, $knownOn: Date) {
    asOf(date: $date, knownOn: $knownOn) {
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
const DAYS = [
  { date: "2021-06-10" },
  { date: "2021-06-20" },
  { date: "2021-06-22" },
  { date: "2021-06-22", knownOn: "2021-06-23" },
];
const PINNED = gql`query ($position: Position!) { asOf(date: "2021-06-22", position: $position) { position token } }`;
const AS_KNOWN_THEN = gql`
  query {
    asOf(date: "2021-06-22", knownOn: "2021-06-23") {
      token
      place(id: "af-imam-sahib") { id basis { id standing } }
    }
  }
`;
const AS_KNOWN_NOW = gql`query { event(id: "withdrawn") { id standing retractedBy { id } } }`;
const BOTH = gql`
  query {
    diff(from: { date: "2021-06-22", knownOn: "2021-06-23" }, to: { date: "2021-06-22", knownOn: "2021-07-01" }) {
      places {
        before { id basis { id standing } }
        events { id ... on EventRetracted { event { id standing } } }
      }
    }
  }
`;
const PLACE = gql`query { asOf(date: "2021-06-22") { token place(id: "af-kunduz") { id certainty } } }`;
const HASH = gql`query { asOf(date: "2021-06-22") { token stateHash } }`;
const EVENTS = gql`subscription ($after: Position) { events(after: $after) { id position } }`;

/** The answers as they came, and all of them read back from the cache after the last. */
async function askedThenRead(client, questions) {
  const fresh = [];
  for (const question of questions) fresh.push((await client.query(question)).data);
  return { fresh, cached: questions.map((question) => client.readQuery(question)) };
}

const asked = (query, variables = {}) => ({ query, variables });
const days = () => DAYS.map((day) => asked(STATES, day));

const plain = apollo(url);
const dates = await askedThenRead(plain, days());
const ids = Object.keys(plain.cache.extract()).filter((id) => id.startsWith("PlaceState:"));

const heard = await new Promise((done, failed) => {
  const positions = [];
  const following = plain.subscribe(asked(EVENTS, { after: 2 })).subscribe({
    next({ data }) {
      positions.push(data.events.position);
      if (positions.length < 3) return;
      following.unsubscribe();
      done(positions);
    },
    error: failed,
  });
});

const views = [asked(AS_KNOWN_THEN), asked(AS_KNOWN_NOW)];
const both = [asked(BOTH)];
const parts = [asked(PLACE), asked(HASH)];
const advised = {
  dates: await askedThenRead(apollo(url, cache()), days()),
  views: await askedThenRead(apollo(url, cache()), views),
  both: await askedThenRead(apollo(url, cache()), both),
  parts: await askedThenRead(apollo(url, cache()), parts),
};

const persisted = apollo(url, undefined, { fetch });
await persisted.query(asked(PINNED, { position: 1 }));
await persisted.query(asked(PINNED, { position: 2 }));

console.log(
  JSON.stringify({
    dates,
    ids,
    heard,
    views: await askedThenRead(apollo(url), views),
    both: await askedThenRead(apollo(url), both),
    advised,
    requests,
  }),
);
// Its WebSocket would keep this process waiting.
process.exit(0);
