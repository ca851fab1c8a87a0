/** The incidents behind a sum, each with who reports it. */

import { openable } from "../data/report";
import { dated } from "../words/edtf";
import { range } from "../words/numbers";
import { readable, t } from "../words/words";
import type { ClaimOf, Incident } from "./numbers";

export function IncidentList({ incidents }: { incidents: Incident[] }) {
  return (
    <details class="incidents">
      <summary>{t("panel.incidents", { count: incidents.length })}</summary>
      <ul>
        {incidents.map(({ id, occurred, added, disputed, notes, count, claims }) => (
          <li key={id}>
            {dated(occurred)} <b>{range(count.low, count.high)}</b>
            {disputed && <span class="chip chip-warning">{t("certainty.DISPUTED")}</span>}
            {!added && <span class="chip">{t("panel.incidents.notAdded")}</span>}
            {notes.length > 0 && <span class="quiet"> {notes.join(" ")}</span>}
            <ul class="reports">
              {claims.map((claim) => (
                <ClaimLink key={claim.id} claim={claim} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </details>
  );
}

function ClaimLink({ claim: { id, source } }: { claim: ClaimOf }) {
  const url = openable(source?.url);
  return (
    <li>
      <a href={`event/${encodeURIComponent(id)}`}>
        <bdi>{readable(source?.publisher ?? source?.name ?? t("panel.source.none"))}</bdi>
      </a>{" "}
      {url && (
        <a class="original" href={url} target="_blank" rel="noreferrer noopener">
          {t("panel.source.open")}
        </a>
      )}
    </li>
  );
}
