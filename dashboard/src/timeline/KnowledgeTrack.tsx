/** The second clock: only reports published by its day count. */

import { useMemo } from "preact/hooks";
import { view } from "../view/view";
import { day, t } from "../words/words";
import { Axis } from "./Axis";
import { knowEverything, knownNumber, knowUntil, link, linked } from "./clocks";
import { Handle } from "./Handle";
import { Icon } from "./Icon";
import { dateAxis, knownAxis, place } from "./scale";
import type { Activity } from "./series";
import { Ticks } from "./Ticks";

export function KnowledgeTrack({ activity }: { activity: Activity | null }) {
  const scale = knownAxis.value;
  const { knownOn } = view.value;
  const ticks = useMemo(
    () => activity && scale && <Ticks scale={scale} date={activity.date} count={activity.published} name="published" />,
    [activity, scale],
  );
  if (!scale) return null;
  return (
    <div class={knownOn ? "clock clock-known-on is-set" : "clock clock-known-on"}>
      <span class="clock-name">
        {t("time.known")}
        <small>{t("time.known.help")}</small>
      </span>
      <Handle
        scale={scale}
        day={knownNumber.value}
        beyond
        label={t("time.known.label")}
        text={knownOn ? day(knownOn) : t("time.known.all")}
        name="known"
        move={knowUntil}
      >
        {ticks}
        <div class="uncounted" style={{ insetInlineStart: `${place(scale, knownNumber.value) * 100}%` }} />
      </Handle>
      {scale !== dateAxis.value && <Axis scale={scale} years />}
      <div class="clock-buttons">
        <button type="button" aria-pressed={knownOn === null} onClick={knowEverything}>
          {t("time.known.all")}
        </button>
        <button
          type="button"
          aria-pressed={linked.value}
          title={t("time.link.help")}
          onClick={() => link(!linked.value)}
        >
          <Icon name="lock" /> {t("time.link")}
        </button>
      </div>
    </div>
  );
}
