// The log after a position: history, then live, each event once. `client` is of graphql-ws or of graphql-sse.
const EVENTS = `subscription ($after: Position) {
  events(after: $after) { id position type }
}`;

export function follow(client, after, heard, failed) {
  const variables = { after };
  let open = true;
  const end = (reason) => {
    if (open) failed(reason);
    open = false;
  };
  const stop = client.subscribe(
    { query: EVENTS, variables },
    {
      next({ data, errors }) {
        if (errors) return end(errors);
        // A client that has lost its connection asks again with these same variables, as they are then.
        variables.after = data.events.position;
        heard(data.events);
      },
      error: end,
      complete: () => end(new Error("the log has no end, so this was broken off: follow again")),
    },
  );
  return () => {
    open = false;
    stop();
  };
}
