/** The desk at `/desk`, where reports are coded. `?correct=EVENT` and `?retract=EVENT` open it with an event on record,
 * `#token=TOKEN` lets its holder write.
 */

import { render } from "preact";
import "../style/theme.css";
import "./desk.css";
import { readActors } from "../data/actors";
import { speak } from "../words/words";
import { showMarks } from "./Article";
import { Desk, notice } from "./Desk";
import { begin, drafts, open } from "./draft/drafts";
import { draftFrom } from "./draft/fromEvent";
import { readWriter, takeTokenFromAddress } from "./draft/writer";

async function start(): Promise<void> {
  takeTokenFromAddress();
  await speak();
  const asked = await Promise.allSettled([readActors(), readWriter()]);
  const failed = asked.find((one) => one.status === "rejected");
  notice.value = failed ? messageOf(failed.reason) : null;
  await openAsked().catch((reason) => (notice.value = messageOf(reason)));
  showMarks();
  render(<Desk />, document.getElementById("app")!);
  document.documentElement.dataset["ready"] = "true";
}

/** The draft that the address asks for: one begun before goes on. */
async function openAsked(): Promise<void> {
  const asked = new URLSearchParams(location.search);
  for (const how of ["correct", "retract"] as const) {
    const event = asked.get(how);
    if (!event) continue;
    const begun = drafts.value.find(({ undoing, outcome }) => undoing?.how === how && undoing.event === event && !outcome);
    if (begun) open(begun.id);
    else begin(await draftFrom(how, event));
  }
}

const messageOf = (reason: unknown): string => (reason instanceof Error ? reason.message : String(reason));

void start();
