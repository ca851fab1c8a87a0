/** Totals that others stated, each beside what this record shows for the same days. */

import { isolated, readable, t, term } from "../words/words";
import { BoundsBar, mostOf } from "./BoundsBar";
import type { Tally } from "./numbers";

export function Tallies({ tallies }: { tallies: Tally[] }) {
  return (
    <section>
      <h3>{t("panel.tallies")}</h3>
      {tallies.map((tally) => (
        <TallyItem key={tally.event.id} tally={tally} />
      ))}
    </section>
  );
}

function TallyItem({ tally }: { tally: Tally }) {
  const { event, numerator, denominator, shown, shownDenominator, consistent, note } = tally;
  const most = mostOf([numerator, shown]);
  const said = readable(event.source?.publisher ?? event.source?.name ?? t("panel.source.none"));
  return (
    <div class="tally">
      <p>
        <a href={`event/${encodeURIComponent(event.id)}`}>
          <bdi>{said}</bdi>
        </a>
        {t("panel.tally.says", { text: numerator.verbatim ?? "", what: what(tally) })}
      </p>
      <BoundsBar label={t("panel.tally.stated", { of: ofAll(denominator) })} count={numerator} most={most} />
      <BoundsBar label={t("panel.tally.shown", { of: ofAll(shownDenominator) })} count={shown} most={most} />
      <p>
        <span class="chip">{t(consistent === null ? "panel.tally.open" : `panel.tally.${consistent}`)}</span>
      </p>
      <details>
        <summary>{t("panel.tally.note")}</summary>
        <p lang="en">{note}</p>
      </details>
    </div>
  );
}

function what({ event: { basis, kind, holder, within } }: Tally): string {
  return t(`panel.basis.${basis}` as "panel.basis.NET", {
    kind: term("kind", kind),
    holder: isolated(holder?.name ?? t("panel.tally.anyHolder")),
    within: isolated(within.name),
  });
}

function ofAll(count: number | null): string {
  return count === null ? "" : t("panel.tally.of", { count });
}
