/** The questions that GraphiQL opens with, each in a tab of its own. */

import { ask } from "../graphql/ask";

/** The README's, in its order. */
const README = import.meta.glob<string>("../../../sample/queries/*.graphql", {
  query: "?raw",
  import: "default",
  eager: true,
});

interface About {
  log: { lastDay: string | null; kinds: { kind: string; count: number }[] };
  sample: { id: string } | null;
}

const ABOUT = `{
  log { lastDay kinds { kind count } }
  sample: event(id: "asia-plus-2021-06-23.sher-khan-bandar") { id }
}`;
const PLACE = "query ($kind: PlaceKind!) { places(kind: $kind, first: 1) { nodes { id } } }";

/** The README's questions where the log has the sample, which they are about; else questions to any log. */
export async function questions(): Promise<string[]> {
  const { log, sample } = await ask<About>(ABOUT);
  if (sample) return Object.keys(README).sort().map((file) => README[file]!.trim());
  const [most] = log.kinds.toSorted((one, other) => other.count - one.count);
  if (!log.lastDay || !most) return [LOG, NEWS];
  const { places } = await ask<{ places: { nodes: { id: string }[] } }>(PLACE, { kind: most.kind });
  return [LOG, whole(log.lastDay, most.kind), single(log.lastDay, places.nodes[0]!.id), NEWS];
}

const LOG = `# How far does the log reach?
query Log {
  log { head recordedAt firstDay lastDay }
}`;

const NEWS = `# Each event as it is recorded. Stop it with the same button.
subscription News {
  events { position type occurred places { name } source { name } }
}`;

const whole = (day: string, kind: string): string => `# How many places has each actor at the end of a day?
query Tally {
  asOf(date: "${day}") {
    tally(kind: ${kind}) { denominator rows { holder { name } level count { low high } } }
  }
}`;

const single = (day: string, place: string): string => `# Who holds one place, who says so, and who says otherwise?
query WhoHolds {
  asOf(date: "${day}") {
    place(id: "${place}") {
      place { name }
      holder { name }
      certainty
      since
      why { text }
      basis { published source { name url } }
      alternatives { holder { name } claims { source { name url } } }
    }
  }
}`;
