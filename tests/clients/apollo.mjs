// Asks through Apollo Client and prints as JSON what was answered, and what the cache gives afterwards.
import { gql } from "@apollo/client";

import { askedThenRead, questions } from "./questions.mjs";
import { apollo } from "./shown/apollo.mjs";

const url = `${process.argv[2]}/graphql`;
const requests = [];

async function fetch(uri, options) {
  const { searchParams } = new URL(uri);
  requests.push({ method: options.method, query: searchParams.has("query") || Boolean(options.body) });
  return await globalThis.fetch(uri, options);
}

const parsed = ({ query, variables }) => ({ query: gql(query), variables });
const caches = await askedThenRead(() => apollo(url), {
  answer: async (client, question) => (await client.query(parsed(question))).data,
  read: (client, question) => client.readQuery(parsed(question)),
});

const plain = apollo(url);
for (const day of questions.dates) await plain.query(parsed(day));
const ids = Object.keys(plain.cache.extract()).filter((id) => id.startsWith("PlaceState:"));

const EVENTS = gql`subscription ($after: Position) { events(after: $after) { id position } }`;
const heard = await new Promise((done, failed) => {
  const positions = [];
  const following = plain.subscribe({ query: EVENTS, variables: { after: 2 } }).subscribe({
    next({ data }) {
      positions.push(data.events.position);
      if (positions.length < 3) return;
      following.unsubscribe();
      done(positions);
    },
    error: failed,
  });
});

const PINNED = gql`query ($position: Position!) { asOf(date: "2021-06-22", position: $position) { position id } }`;
const persisted = apollo(url, { fetch });
await persisted.query({ query: PINNED, variables: { position: 1 } });
await persisted.query({ query: PINNED, variables: { position: 2 } });

console.log(JSON.stringify({ caches, ids, heard, requests }));
// Its WebSocket would keep this process waiting.
process.exit(0);
