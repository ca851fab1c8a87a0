/** The map at `/`. */

import { render } from "preact";
import "../style/theme.css";
import { readActors } from "../data/actors";
import { readBounds, watch } from "../data/record";
import { keepUp } from "../data/shown";
import { view } from "../view/view";
import { change } from "../view/view";
import { speak } from "../words/words";
import { App } from "./App";

async function start(): Promise<void> {
  await speak();
  const [{ lastDay }] = await Promise.all([readBounds(), readActors()]);
  if (!view.value.date && lastDay) change({ date: lastDay });
  keepUp();
  watch();
  render(<App />, document.getElementById("app")!);
}

void start();
