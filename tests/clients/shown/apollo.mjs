import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { createClient } from "graphql-ws";

export function apollo(url, options = {}) {
  const http = new PersistedQueryLink({ sha256, useGETForHashedQueries: true }).concat(
    new HttpLink({ uri: url, ...options }),
  );
  const streams = new GraphQLWsLink(createClient({ url: url.replace(/^http/, "ws") }));
  const link = ApolloLink.split(({ operationType }) => operationType === "subscription", streams, http);
  return new ApolloClient({ link, cache: new InMemoryCache() });
}

async function sha256(query) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(query));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
