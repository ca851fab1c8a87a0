import { overEventStream } from "./shown/graphql-sse.mjs";
import { tryStream } from "./stream.mjs";

const [server, token] = process.argv.slice(2);
// The client's own pause before it tries again takes seconds.
const retry = () => new Promise((wake) => setTimeout(wake, 20));
await tryStream(server, token, (url, token, connected) =>
  overEventStream(url, token, { retry, on: { connected } }),
);
