/** One claim: who says what about when, and how far that is to be believed. */

import { nameOf } from "../data/actors";
import { openable, type Report } from "../data/report";
import { claimed } from "../words/statement";
import { isolated, readable, t, term, together } from "../words/words";
import { madeKnown, SourceName } from "./ReportLine";

export function Claim({ claim }: { claim: Report }) {
  const { event } = claim;
  return (
    <li class={claim.standing ? "claim" : "claim is-annulled"}>
      <p class="claim-source">
        <SourceName event={event} />
        <span class="quiet">
          {" "}
          {madeKnown(event)}
          {event.source && !openable(event.source.url) && `; ${t("panel.source.unlinked")}`}
        </span>
      </p>
      <p>{claimed(event)}</p>
      <Speakers chain={event.attribution} />
      {event.note && <p class="quiet claim-note">{readable(event.note)}</p>}
      <ul class="chips">
        <Chips claim={claim} />
        <li>
          <a href={`event/${encodeURIComponent(event.id)}`}>{t("panel.details")}</a>
        </li>
      </ul>
    </li>
  );
}

/** Who told whom, first utterer first. */
function Speakers({ chain }: { chain: string[] }) {
  const [speaker, ...others] = chain.map((name) => isolated(nameOf(name)));
  if (!speaker) return null;
  return (
    <p class="quiet">
      {t("panel.speaker", { speaker })}
      {others.length > 0 && t("panel.speaker.others", { others: together(others) })}
    </p>
  );
}

function Chips({ claim }: { claim: Report }) {
  const { interest, correctedBy, retractedBy } = claim;
  const { source, credibility, hedges, manner } = claim.event;
  return (
    <>
      {(source?.reliability || credibility) && <Grade reliability={source?.reliability} credibility={credibility} />}
      {interest !== "UNKNOWN" && (
        <li class={`chip interest-${interest.toLowerCase()}`} title={term("interestHelp", interest)}>
          {term("interest", interest)}
        </li>
      )}
      {manner && manner !== "UNKNOWN" && <li class="chip">{term("manner", manner)}</li>}
      {hedges.map((hedge) => (
        <li key={hedge} class="chip" title={t("panel.hedge.help")}>
          {term("hedge", hedge)}
        </li>
      ))}
      {correctedBy && <li class="chip chip-warning">{t("panel.corrected")}</li>}
      {retractedBy && <li class="chip chip-warning">{t("panel.retracted")}</li>}
    </>
  );
}

/** The Admiralty code (NATO AJP-2.1): the reliability of the source, the credibility of what it says. */
function Grade({ reliability, credibility }: { reliability?: string | null; credibility: number | null }) {
  const letter = reliability ? term("reliability", reliability) : t("panel.grade.none");
  const figure = credibility ? term("credibility", String(credibility)) : t("panel.grade.none");
  const help = t("panel.grade.help", { letter, figure });
  return (
    <li class="chip" title={help}>
      <span aria-hidden="true">
        {t("panel.grade")} {reliability ?? "–"}
        {credibility ?? ""}
      </span>
      <span class="visually-hidden">{help}</span>
    </li>
  );
}
