// What graphql-ws and graphql-sse are both put through. Prints as JSON what was heard and answered.
import { proxyTo } from "./proxy.mjs";
import { follow } from "./shown/follow.mjs";

const CUTS = 3;
const RECORD = `mutation ($events: [EventInput!]!, $key: String!) {
  record(events: $events, idempotencyKey: $key) {
    __typename
    ... on Recorded { position events { recordedBy } }
    ... on Denied { code }
  }
}`;

/** `makeClient(url, token, connected)`: it calls `connected` whenever it has come through. */
export async function tryStream(server, token, makeClient) {
  const proxy = await proxyTo(server);
  let connections = 0;
  const follower = makeClient(proxy.url, undefined, () => connections++);
  const writer = makeClient(`${server}/graphql`, token, () => {});

  const heard = [];
  const failed = (error) => {
    console.error(error);
    process.exit(1);
  };
  const stop = follow(follower, 0, ({ position }) => heard.push(position), failed);
  const history = (await once(writer, { query: "{ log { head } }" })).data.log.head;
  await until(() => heard.length >= history);

  const written = [await record(writer, "live-0")];
  await until(() => heard.length >= history + 1);
  for (let cut = 1; cut <= CUTS; cut++) {
    const before = connections;
    await proxy.cut();
    written.push(await record(writer, `missed-${cut}`));
    await proxy.mend();
    await until(() => connections > before && heard.length >= history + written.length);
  }
  const denied = await record(follower, "forged");
  const refused = await once(follower, { query: "subscription { events(after: 1000000) { id } }" });
  const replay = await all(follower, {
    query: `subscription {
      replay(from: "2021-06-20", to: "2021-06-22", intervalMs: 0) { date full places { certainty } }
    }`,
  });
  stop();
  console.log(JSON.stringify({ history, heard, connections, written, denied, refused, replay }));
  await Promise.all([follower.dispose(), writer.dispose()]);
  await proxy.cut();
}

async function record(client, name) {
  const source = `${name}-${crypto.randomUUID()}`;
  const variables = { events: [{ sourceRegistered: { source, name } }], key: source };
  return (await once(client, { query: RECORD, variables })).data.record;
}

const once = async (client, request) => (await all(client, request))[0];

async function all(client, request) {
  const answers = [];
  try {
    for await (const answer of client.iterate(request)) answers.push(answer);
  } catch (errors) {
    // graphql-ws throws what graphql-sse hands out as an answer.
    if (!Array.isArray(errors)) throw errors;
    answers.push({ errors });
  }
  return answers;
}

async function until(holds) {
  while (!holds()) await new Promise((wake) => setTimeout(wake, 5));
}
