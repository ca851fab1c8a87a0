/** How the answer for the day shown changed as reports came in. */

import * as days from "../data/days";
import { knowUntil } from "../timeline/clocks";
import { view } from "../view/view";
import { day, t } from "../words/words";
import { Holder } from "./Holder";
import { useBeliefs, type Belief } from "./place";
import { ReportLine } from "./ReportLine";

export function Beliefs({ place, rest }: { place: string; rest: number }) {
  const beliefs = useBeliefs(place, rest);
  if (!beliefs || beliefs.length < 2) return null;
  return (
    <section>
      <h3>{t("panel.beliefs")}</h3>
      <p class="quiet">{t("panel.beliefs.help", { day: day(view.value.date) })}</p>
      <ol class="beliefs">
        {beliefs.map((belief) => (
          <BeliefItem key={`${belief.knownFrom} ${belief.eventViews[0]?.id}`} belief={belief} />
        ))}
      </ol>
    </section>
  );
}

function BeliefItem({ belief: { knownFrom, knownTo, state, eventViews } }: { belief: Belief }) {
  const { knownOn } = view.value;
  const isBelieved = knownOn ? (knownFrom ?? "") <= knownOn && (!knownTo || knownOn < knownTo) : !knownTo;
  const name = knownFrom ? t("panel.beliefs.from", { day: day(knownFrom) }) : t("panel.beliefs.before");
  return (
    <li class={isBelieved ? "is-now" : undefined}>
      <button type="button" class="link" onClick={() => knowUntil(moment(knownFrom, knownTo))}>
        {name}
      </button>
      <div>
        <Holder {...state} />
      </div>
      {eventViews.length > 0 && (
        <ul class="reports">
          {eventViews.map((report) => (
            <ReportLine key={report.id} report={report} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** A day of knowledge on which it was believed: the first, or the last before any report. */
function moment(from: string | null, to: string | null): number {
  return from ? days.number(from) : days.number(to!) - 1;
}
