/** The questions that GraphiQL opens with, each in a tab of its own. */

import { ask } from "../graphql/ask";

/** The README's, in its order. */
const README = import.meta.glob<string>("../../../sample/queries/*.graphql", {
  query: "?raw",
  import: "default",
  eager: true,
});

interface About {
  log: { head: number; lastDay: string | null };
  sample: { id: string } | null;
  places: { nodes: { id: string }[] };
}

const ABOUT = `{
  log { head lastDay }
  sample: event(id: "asia-plus-2021-06-23.sher-khan-bandar") { id }
  places(kind: DISTRICT, first: 1) { nodes { id } }
}`;

/** The README's questions where the log has the sample, which they are about; else questions to any log. */
export async function questions(): Promise<string[]> {
  const { log, sample, places } = await ask<About>(ABOUT);
  if (sample) return Object.keys(README).sort().map((file) => named(README[file]!, file));
  return general(log.lastDay, places.nodes[0]?.id);
}

/** The query under the name of its file, such as 1-who-held: a tab is called what its operation is called. */
function named(query: string, file: string): string {
  const words = file.replace(/^.*\/\d+-|\.graphql$/g, "").split("-");
  const name = words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join("");
  return query.trim().replace(/^\{/m, `query ${name} {`);
}

const LOG = `# How far does the log reach?
query Log {
  log { head recordedAt firstDay lastDay }
}`;

const NEWS = `# Each event as it is recorded. Stop it with the same button.
subscription News {
  events { position type occurred places { name } source { name } }
}`;

function general(day: string | null, place: string | undefined): string[] {
  if (!day || !place) return [LOG, NEWS];
  return [LOG, whole(day), single(day, place), NEWS];
}

const whole = (day: string): string => `# How many places has each actor at the end of a day?
query Tally {
  asOf(date: "${day}") {
    tally { denominator rows { holder { name } level count { low high } } }
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
