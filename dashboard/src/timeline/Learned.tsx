/** The list of what was learned, by cause. */

import { Holder } from "../panel/Holder";
import { ReportLine } from "../panel/ReportLine";
import { change } from "../view/view";
import { day, t } from "../words/words";
import { giveWay } from "./drawers";
import { compared, useLearned, type Change, type Compared } from "./learned";

const CAUSES = ["WE_LEARNED", "WORLD_CHANGED", "BOTH"] as const;

export function Learned() {
  const { data: changes, loading, trouble } = useLearned();
  if (trouble) return <p role="alert">{trouble.message}</p>;
  if (!changes) return <p>{t("panel.loading")}</p>;
  const sentence = heading(compared());
  return (
    <div class="learned" aria-busy={loading}>
      <p>{sentence}</p>
      {changes.length === 0 && <p class="quiet">{t("time.learned.nothing")}</p>}
      {CAUSES.map((cause) => {
        const those = changes.filter((one) => one.cause === cause);
        return (
          those.length > 0 && (
            <section key={cause}>
              <h3>{t(`time.cause.${cause}`, { count: those.length })}</h3>
              <ol class="changes">
                {those.map((one) => (
                  <ChangeItem key={one.place.id} change={one} />
                ))}
              </ol>
            </section>
          )
        );
      })}
    </div>
  );
}

function heading({ from, to }: Compared): string {
  const known = (knownOn: string | null) => (knownOn ? t("time.asKnown", { day: day(knownOn) }) : t("time.asKnown.now"));
  if (from.date === to.date) return t("time.learned.sentence", { date: day(to.date), known: known(from.knownOn) });
  const [before, after] = [from, to].map(({ date, knownOn }) => `${day(date)}, ${known(knownOn)}`);
  return t("time.compared.sentence", { before: before!, after: after! });
}

function ChangeItem({ change: { place, before, after, eventViews } }: { change: Change }) {
  return (
    <li>
      <button type="button" class="link" onClick={() => show(place.id)}>
        <bdi>{place.name}</bdi>
      </button>
      {place.parent && (
        <span class="quiet">
          {" "}
          <bdi>{place.parent.name}</bdi>
        </span>
      )}
      <div class="before-after">
        <Holder {...before} /> <span aria-label={t("time.became")}>→</span> <Holder {...after} />
      </div>
      <ul class="reports">
        {eventViews.map((report) => (
          <ReportLine key={report.id} report={report} />
        ))}
      </ul>
    </li>
  );
}

function show(place: string): void {
  giveWay();
  change({ place }, "push");
}
