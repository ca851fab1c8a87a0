/** Says to screen readers what the clocks show, once they rest: not while it plays. */

import { useEffect, useState } from "preact/hooks";
import { view } from "../view/view";
import { day, t } from "../words/words";
import { playing } from "./player";

const REST = 700;

export function Announcer() {
  const [text, setText] = useState("");
  const { date, knownOn } = view.value;
  const isPlaying = playing.value;
  useEffect(() => {
    if (isPlaying) return;
    const known = knownOn ? t("time.known.sentence", { day: day(knownOn) }) : t("time.known.everything");
    const timer = setTimeout(() => setText(`${day(date)}. ${known}`), REST);
    return () => clearTimeout(timer);
  }, [date, knownOn, isPlaying]);
  return (
    <div class="visually-hidden" role="status" aria-live="polite">
      {text}
    </div>
  );
}
