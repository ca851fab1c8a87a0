/** The log as it grows, by server-sent events. */

import { createClient } from "graphql-sse";

export interface Recorded {
  id: string;
  position: number;
  type: string;
}

const EVENTS = "subscription ($after: Position) { events(after: $after) { id position type } }";

/** Calls `heard` for each event recorded after a position, without a gap or a repeat. Returns what ends it. */
export function follow(after: number, heard: (event: Recorded) => void): () => void {
  const variables = { after };
  const client = createClient({ url: new URL("graphql", location.href).href, retryAttempts: Infinity });
  const stop = client.subscribe<{ events: Recorded }>(
    { query: EVENTS, variables },
    {
      next({ data }) {
        if (!data) return;
        // A connection that was lost asks again with these same variables, as they are then.
        variables.after = data.events.position;
        heard(data.events);
      },
      error: () => {},
      complete: () => {},
    },
  );
  return () => {
    stop();
    client.dispose();
  };
}
