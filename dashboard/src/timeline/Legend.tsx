/** The counts of the day shown, in words and with the colours of the chart. */

import * as days from "../data/days";
import { nameOf } from "../data/actors";
import { range } from "../words/numbers";
import { t, term } from "../words/words";
import { view } from "../view/view";
import { stepOf, type Counts } from "./counts";

export function Legend({ counts }: { counts: Counts }) {
  const at = stepOf(counts, days.number(view.value.date));
  const shown = counts.layers.filter(({ high }) => high[at]);
  const certain = counts.layers.reduce((total, { low }) => total + low[at]!, 0);
  const unknown = counts.denominator[at]! - certain - counts.open[at]!;
  return (
    <ul class="counts-legend" tabIndex={0} aria-label={t("time.counts")}>
      {shown.map(({ holder, colour, low, high }) => (
        <li key={holder}>
          <i class="swatch" style={{ background: colour }} />
          <bdi>{holder ? nameOf(holder) : t("time.contested")}</bdi> <b>{range(low[at]!, high[at]!)}</b>
        </li>
      ))}
      {counts.open[at]! > 0 && (
        <li>
          <i class="swatch swatch-open" />
          {t("time.open")} <b>{counts.open[at]}</b>
        </li>
      )}
      <li class="quiet">
        {t("time.unknown", { count: unknown, of: counts.denominator[at]!, kind: term("kind", view.value.kind) })}
      </li>
    </ul>
  );
}
