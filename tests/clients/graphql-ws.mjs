import { overWebSocket } from "./shown/graphql-ws.mjs";
import { tryStream } from "./stream.mjs";

const [server, token] = process.argv.slice(2);
// The client's own pause before it tries again takes seconds.
const retryWait = () => new Promise((wake) => setTimeout(wake, 20));
await tryStream(server, token, (url, token, connected) =>
  overWebSocket(url, token, { retryWait, on: { connected } }),
);
