/** What is added up for the days shown: casualties and crossings as bounds, and what others counted. */

import "./numbers.css";
import { view } from "../view/view";
import { dated } from "../words/edtf";
import { alternatives, day, t, term } from "../words/words";
import { BoundsBar, mostOf } from "./BoundsBar";
import { IncidentList } from "./IncidentList";
import { SPANS, span, spanShown, useNumbers, type Casualties, type NumbersAsked } from "./numbers";
import { Tallies } from "./Tallies";

export function Numbers() {
  const { data, loading, trouble } = useNumbers();
  const days = spanShown();
  return (
    <div class="numbers" aria-busy={loading}>
      <div class="spans" role="group" aria-label={t("panel.span")}>
        {SPANS.map((name) => (
          <button type="button" aria-pressed={span.value === name} onClick={() => (span.value = name)}>
            {t(`panel.span.${name}`)}
          </button>
        ))}
        {days && (
          <span class="quiet">
            {t("panel.date.span", { from: day(days.from), to: day(days.to) })}
            {view.value.knownOn && `, ${t("time.asKnown", { day: day(view.value.knownOn) })}`}
          </span>
        )}
      </div>
      {trouble && <p role="alert">{trouble.message}</p>}
      {data ? <Parts numbers={data} /> : !trouble && <p>{t("panel.loading")}</p>}
      <p class="quiet">{t("panel.numbers.help")}</p>
    </div>
  );
}

function Parts({ numbers: { casualties, crossings, tallies } }: { numbers: NumbersAsked }) {
  const isNothing = casualties.length + crossings.incidents.length + tallies.nodes.length === 0;
  if (isNothing) return <p>{t("panel.numbers.nothing")}</p>;
  return (
    <div class="numbers-parts">
      {casualties.length > 0 && <CasualtyBars casualties={casualties} />}
      {crossings.incidents.length > 0 && <Crossings crossings={crossings} />}
      {tallies.nodes.length > 0 && <Tallies tallies={tallies.nodes} />}
    </div>
  );
}

function CasualtyBars({ casualties }: { casualties: Casualties[] }) {
  const most = mostOf(casualties.map(({ count }) => count));
  return (
    <section>
      <h3>{t("panel.casualties")}</h3>
      {casualties.map(({ kinds, count, incidents }) => (
        <div key={kinds.join()}>
          <BoundsBar label={kindsInWords(kinds)} count={count} most={most} />
          <IncidentList incidents={incidents} />
        </div>
      ))}
    </section>
  );
}

/** More incidents than this are listed without bars. */
const BARS_MAX = 6;

function Crossings({ crossings: { count, incidents } }: { crossings: NumbersAsked["crossings"] }) {
  const most = mostOf([count, ...incidents.map((incident) => incident.count)]);
  const bars = incidents.length > 1 && incidents.length <= BARS_MAX ? incidents : [];
  return (
    <section>
      <h3>{t("panel.crossings")}</h3>
      <BoundsBar label={t("panel.crossings.all")} count={count} most={most} />
      {bars.map((incident) => (
        <BoundsBar key={incident.id} label={dated(incident.occurred)} count={incident.count} most={most} />
      ))}
      <IncidentList incidents={incidents} />
    </section>
  );
}

/** Several kinds in one number are joint: nobody says how many of each. */
function kindsInWords(kinds: string[]): string {
  return alternatives(kinds.map((kind) => term("casualty", kind)));
}
