// node mercurius.mjs PORT HOLDINGS: Mercurius with graphql-jit over the same rows in memory, found by bisection.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import Fastify from "fastify";
import mercurius from "mercurius";

const [, , port, file] = process.argv;
const actors = new Map();
const byCountry = new Map();
const every = [];

for await (const line of createInterface({ input: createReadStream(file) })) {
  const district = JSON.parse(line);
  if (district.actors) {
    for (const [id, name, side] of district.actors) actors.set(id, { id, name, side });
    continue;
  }
  const place = { id: district.id, name: district.name, kind: district.kind };
  const states = district.rows.map(([, , holder, level, certainty, since, manner, basisCount]) => ({
    level,
    certainty,
    since,
    manner,
    basisCount,
    place,
    holder: holder ? actors.get(holder) : null,
  }));
  const history = { id: district.id, starts: district.rows.map(([start]) => start), states };
  if (!byCountry.has(district.country)) byCountry.set(district.country, []);
  byCountry.get(district.country).push(history);
  every.push(history);
}

const schema = `
  type Actor { id: ID! name: String! side: String }
  type Place { id: ID! name: String! kind: String! }
  type PlaceState {
    id: ID! level: String! certainty: String! since: String manner: String basisCount: Int! place: Place! holder: Actor
  }
  type Places { nodes: [PlaceState!]! }
  type Snapshot { places(within: ID, first: Int): Places! }
  type Query { asOf(date: String!): Snapshot! }
`;

function stateOn(history, day) {
  let low = 0;
  let high = history.starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (history.starts[middle] <= day) low = middle + 1;
    else high = middle;
  }
  return history.states[low - 1];
}

const resolvers = {
  Query: { asOf: (_, { date }) => ({ date }) },
  Snapshot: {
    places: ({ date }, { within }) => ({
      nodes: (within ? byCountry.get(within) : every).map((h) => ({ id: `${date}:${h.id}`, ...stateOn(h, date) })),
    }),
  },
};

const app = Fastify();
app.register(mercurius, { schema, resolvers, jit: 1, path: "/graphql" });
app.get("/", () => "ok");
await app.listen({ port: Number(port), host: "127.0.0.1" });
