// Asks through urql, with the cache that keeps things by id and with the one that keeps documents. Prints JSON.
import { Client, cacheExchange, fetchExchange } from "@urql/core";

import { askedThenRead, questions } from "./questions.mjs";
import { urql } from "./shown/urql.mjs";

const url = `${process.argv[2]}/graphql`;
const warnings = [];
console.warn = (...parts) => warnings.push(parts.join(" "));
console.error = console.warn;

const asks = {
  async answer(client, { query, variables }) {
    const { data, error } = await client.query(query, variables).toPromise();
    if (error) throw error;
    return data;
  },
  read: (client, { query, variables }) => client.readQuery(query, variables, { requestPolicy: "cache-only" })?.data,
};
const documents = () => new Client({ url, exchanges: [cacheExchange, fetchExchange] });
const follower = await urql(url);
const clients = [];
for (let number = 0; number < Object.keys(questions).length; number++) clients.push(await urql(url));

const heard = await new Promise((done) => {
  const positions = [];
  const EVENTS = `subscription ($after: Position) { events(after: $after) { id position } }`;
  follower.subscription(EVENTS, { after: 2 }).subscribe(({ data }) => {
    positions.push(data.events.position);
    if (positions.length === 3) done([...positions]);
  });
});

console.log(
  JSON.stringify({
    byId: await askedThenRead(() => clients.pop(), asks),
    documents: await askedThenRead(documents, asks),
    heard,
    warnings,
  }),
);
// The stream would keep this process waiting.
process.exit(0);
