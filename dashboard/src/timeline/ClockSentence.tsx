/** Both clocks in one sentence: what is shown, and by which reports. */

import * as days from "../data/days";
import { bounds } from "../data/record";
import { change, view } from "../view/view";
import { day, t } from "../words/words";
import { showDay } from "./clocks";

export function ClockSentence() {
  const { date, knownOn, position } = view.value;
  const { firstDay, lastDay } = bounds.value ?? {};
  // While a year is typed, its first digits are a year of their own.
  const take = (typed: string) => firstDay && lastDay && typed >= firstDay && typed <= lastDay && showDay(days.number(typed));
  return (
    <p class="clock-sentence">
      <label class="clock-day">
        <strong>{day(date)}</strong>
        <input
          type="date"
          aria-label={t("time.date.label")}
          value={date}
          min={firstDay ?? undefined}
          max={lastDay ?? undefined}
          onChange={(event) => take(event.currentTarget.value)}
          onBlur={(event) => (event.currentTarget.value = view.value.date)}
        />
      </label>
      <span class={knownOn ? "clock-known" : "clock-known quiet"}>
        {knownOn ? t("time.known.sentence", { day: day(knownOn) }) : t("time.known.everything")}
      </span>
      {position !== null && (
        <span class="clock-frozen">
          {t("time.frozen", { position })}{" "}
          <button type="button" class="link" onClick={() => change({ position: null }, "push")}>
            {t("time.frozen.end")}
          </button>
        </span>
      )}
    </p>
  );
}
