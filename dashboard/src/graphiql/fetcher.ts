/** How GraphiQL asks: queries and changes by POST, subscriptions as server-sent events. */

import type { Fetcher } from "@graphiql/toolkit";
import { getOperationAST, parse } from "graphql";
import { createClient } from "graphql-sse";

const ADDRESS = new URL("graphql", location.href).href;

type Asked = Parameters<Fetcher>[0];
type Headers = Record<string, string>;

/** To be handed to GraphiQL. `headers` are those of its own editor, such as Authorization. */
export const fetcher: Fetcher = (asked, given) => {
  const headers = (given?.headers ?? {}) as Headers;
  return isSubscription(asked) ? followed(asked, headers) : answered(asked, headers);
};

async function answered(asked: Asked, headers: Headers): Promise<object> {
  const response = await fetch(ADDRESS, {
    method: "POST",
    headers: { accept: "application/graphql-response+json", "content-type": "application/json", ...headers },
    body: JSON.stringify(asked),
  });
  return (await response.json()) as object;
}

/** One answer for each event; the connection ends with the iteration, when its reader presses stop. */
async function* followed({ query, operationName, variables }: Asked, headers: Headers): AsyncGenerator<object> {
  const client = createClient({ url: ADDRESS, headers, retryAttempts: 0 });
  try {
    const named = operationName ? { operationName } : {};
    yield* client.iterate({ query, variables: variables as Record<string, unknown>, ...named });
  } finally {
    client.dispose();
  }
}

function isSubscription({ query, operationName }: Asked): boolean {
  try {
    return getOperationAST(parse(query), operationName)?.operation === "subscription";
  } catch {
    return false; // What cannot be read is sent, so that the server says what is wrong with it.
  }
}
