/** The first clock: the day on the map, on the counts of all days. */

import { useMemo } from "preact/hooks";
import { view } from "../view/view";
import { day, t } from "../words/words";
import { Axis } from "./Axis";
import { Chart } from "./Chart";
import { dateNumber, showDay } from "./clocks";
import type { Counts } from "./counts";
import { Handle } from "./Handle";
import { Legend } from "./Legend";
import { knownAxis, type Scale } from "./scale";
import type { Activity } from "./series";
import { Ticks } from "./Ticks";

interface Props {
  scale: Scale;
  counts: Counts | null;
  activity: Activity | null;
}

export function DateTrack({ scale, counts, activity }: Props) {
  // What stays the same on every day of a replay is not drawn anew.
  const chart = useMemo(() => counts && <Chart counts={counts} scale={scale} />, [counts, scale]);
  const ticks = useMemo(
    () => activity && <Ticks scale={scale} date={activity.date} count={activity.occurred} name="occurred" />,
    [activity, scale],
  );
  const axis = useMemo(() => <Axis scale={scale} years={scale !== knownAxis.value} />, [scale, knownAxis.value]);
  return (
    <div class="clock clock-date">
      <span class="clock-name">
        {t("time.date")}
        <small>{t("time.date.help")}</small>
      </span>
      <Handle
        scale={scale}
        day={dateNumber.value!}
        label={t("time.date.label")}
        text={day(view.value.date)}
        name="date"
        move={showDay}
      >
        {chart}
        {ticks}
      </Handle>
      {axis}
      {counts && <Legend counts={counts} />}
    </div>
  );
}
