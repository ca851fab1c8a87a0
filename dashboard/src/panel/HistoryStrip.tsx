/** Who held a place over all days of the record, as a strip and as a list. */

import { colourOf } from "../data/actors";
import * as days from "../data/days";
import { showDay } from "../timeline/clocks";
import { eventScale, length, place, type Scale } from "../timeline/scale";
import { view } from "../view/view";
import { day, t } from "../words/words";
import { Holder } from "./Holder";
import type { Period } from "./place";

export function HistoryStrip({ periods }: { periods: Period[] }) {
  const scale = eventScale.value;
  const known = periods.filter(({ certainty }) => certainty !== "UNKNOWN");
  if (!scale || known.length === 0) return null;
  return (
    <section>
      <h3>{t("panel.history")}</h3>
      <div class="strip" aria-hidden="true">
        {known.map((period) => (
          <Segment key={period.from} period={period} scale={scale} />
        ))}
        <i class="strip-now" style={{ insetInlineStart: `${place(scale, days.number(view.value.date)) * 100}%` }} />
      </div>
      <ol class="periods">
        {known.map((period) => (
          <li key={period.from} class={isNow(period) ? "is-now" : undefined}>
            <button type="button" class="link" onClick={() => period.from && showDay(days.number(period.from))}>
              {written(period)}
            </button>{" "}
            <Holder {...period} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Segment({ period, scale }: { period: Period; scale: Scale }) {
  const from = period.from ? days.number(period.from) : scale.first;
  const until = Math.min(period.to ? days.number(period.to) : scale.last + 1, scale.last + 1);
  if (until <= scale.first || from > scale.last) return null;
  const part = (days: number) => `${(days / length(scale)) * 100}%`;
  const begin = Math.max(from, scale.first);
  return (
    <button
      type="button"
      tabIndex={-1}
      title={written(period)}
      class={`segment certainty-${period.certainty.toLowerCase()}`}
      style={{
        insetInlineStart: part(begin - scale.first),
        inlineSize: part(until - begin),
        backgroundColor: colourOf(period.holder?.id ?? null),
      }}
      onClick={() => showDay(begin)}
    />
  );
}

/** The days of a period, both ends included. */
function written({ from, to }: Period): string {
  const last = to && days.iso(days.number(to) - 1);
  if (last && last === from) return day(from);
  if (!last) return t("panel.date.from", { date: from ? day(from) : "…" });
  return t("panel.date.span", { from: from ? day(from, "short") : "…", to: day(last) });
}

function isNow({ from, to }: Period): boolean {
  const { date } = view.value;
  return (!from || from <= date) && (!to || date < to);
}
