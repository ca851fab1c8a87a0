import { createClient } from "graphql-ws";

export const overWebSocket = (url, token, options) =>
  createClient({
    url: url.replace(/^http/, "ws"),
    connectionParams: token && { authorization: `Bearer ${token}` },
    retryAttempts: Infinity,
    // Else it gives up where the server cannot be reached for a moment.
    shouldRetry: () => true,
    ...options,
  });
