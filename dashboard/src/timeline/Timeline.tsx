/** The bar under the map: the days of the record, and the two clocks. */

import "./timeline.css";
import { useEffect } from "preact/hooks";
import { Numbers } from "../panel/Numbers";
import { view } from "../view/view";
import { t } from "../words/words";
import { Announcer } from "./Announcer";
import { ClockSentence } from "./ClockSentence";
import { dateNumber } from "./clocks";
import { Controls } from "./Controls";
import { DateTrack } from "./DateTrack";
import { Drawer } from "./Drawer";
import { DRAWERS, open, turn } from "./drawers";
import { KeyboardHelp } from "./KeyboardHelp";
import { KnowledgeTrack } from "./KnowledgeTrack";
import { Learned } from "./Learned";
import { toggle } from "./player";
import { dateAxis } from "./scale";
import { useActivity, useCounts } from "./series";

export function Timeline() {
  const counts = useCounts();
  const activity = useActivity();
  useEffect(spaceToPlay, []);
  const scale = dateAxis.value;
  if (!scale || dateNumber.value === null) return null;
  return (
    <section class={view.value.place ? "timeline has-panel" : "timeline"} aria-label={t("time.title")}>
      {open.value && (
        <Drawer title={t(`time.${open.value}`)} close={() => (open.value = null)}>
          {open.value === "learned" && <Learned />}
          {open.value === "numbers" && <Numbers />}
          {open.value === "keys" && <KeyboardHelp />}
        </Drawer>
      )}
      <header class="timeline-head">
        <Controls />
        <ClockSentence />
        <div class="timeline-drawers">
          {DRAWERS.map((name) => (
            <button type="button" aria-expanded={open.value === name} onClick={() => turn(name)}>
              {t(`time.${name}`)}
            </button>
          ))}
        </div>
      </header>
      <DateTrack scale={scale} counts={counts} activity={activity} />
      <KnowledgeTrack activity={activity} />
      <Announcer />
    </section>
  );
}

/** The space bar plays and pauses, unless what has the focus uses it itself. */
function spaceToPlay(): () => void {
  const hear = (event: KeyboardEvent) => {
    const on = event.target as Element;
    if (event.key !== " " || on.closest("button, a, input, select, textarea, summary, dialog, [role=option]")) return;
    event.preventDefault();
    toggle();
  };
  addEventListener("keydown", hear);
  return () => removeEventListener("keydown", hear);
}
