import { createClient } from "graphql-sse";

export const overEventStream = (url, token, options) =>
  createClient({
    url,
    headers: token && { authorization: `Bearer ${token}` },
    retryAttempts: Infinity,
    ...options,
  });
