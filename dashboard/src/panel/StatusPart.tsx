/** Whether a crossing, a bridge, an airport or a base can be used. */

import { dated } from "../words/edtf";
import { day, t, term } from "../words/words";
import { ClaimGroup } from "./Claims";
import type { Status } from "./place";

export function StatusPart({ status: held }: { status: Status }) {
  const { status, certainty, since, lastWord, why, basisViews, alternativeViews } = held;
  return (
    <section class="headline">
      <p class="headline-holder">{term("status", status)}</p>
      <p>
        <b>{term("sure", certainty)}</b>
        {since && <> {t("panel.since", { date: dated(since) })}</>}
      </p>
      {lastWord && <p class="quiet">{t("panel.lastWord", { day: day(lastWord) })}</p>}
      <p lang="en">{why.text}</p>
      <ClaimGroup title={t("panel.status.for")} claims={basisViews} count={basisViews.length} />
      <ClaimGroup title={t("panel.status.against")} claims={alternativeViews} count={alternativeViews.length} />
    </section>
  );
}
