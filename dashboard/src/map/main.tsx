/** The map at `/`. */

import { render } from "preact";
import "../style/theme.css";
import { Refusal } from "../graphql/ask";
import { readActors } from "../data/actors";
import { keepContenders } from "../data/contenders";
import { keepExact } from "../data/exact";
import { keepCrossingPoints } from "../data/crossingPoints";
import { keepCrossings } from "../data/crossings";
import { readBounds, watch } from "../data/record";
import { keepUp, trouble } from "../data/shown";
import { change, view } from "../view/view";
import { speak } from "../words/words";
import { App } from "./App";
import { keepGround } from "./ground";
import { loadCanvas } from "./MapPane";

async function start(): Promise<void> {
  await speak();
  render(<App />, document.getElementById("app")!);
  void loadCanvas();
  const [{ lastDay, kinds }] = await Promise.all([readBounds(), readActors()]);
  if (!view.value.date && lastDay) change({ date: lastDay });
  if (kinds.length && !kinds.some(({ kind }) => kind === view.value.kind)) change({ kind: usual(kinds) });
  keepUp();
  keepGround();
  keepContenders();
  keepExact();
  keepCrossings();
  keepCrossingPoints();
  watch();
}

/** The kind that most places of the log are of; of equally many the smaller kind, which the log lists later. */
function usual(kinds: { kind: string; count: number }[]): string {
  return kinds.toReversed().toSorted((a, b) => b.count - a.count)[0]!.kind;
}

start().catch((reason: unknown) => {
  trouble.value = reason instanceof Refusal ? reason : new Refusal(String(reason), "UNREACHABLE");
});
