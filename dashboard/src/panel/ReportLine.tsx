/** One report in a line: who says so, when, and a way to the text. */

import { knownDay, openable, type Report, type Reported } from "../data/report";
import { day, readable, t } from "../words/words";

export function ReportLine({ report: { event } }: { report: Report }) {
  return (
    <li class="report-line">
      <SourceName event={event} />{" "}
      <a class="quiet" href={`event/${encodeURIComponent(event.id)}`}>
        {madeKnown(event)}
      </a>
    </li>
  );
}

/** When it was published; where nobody says so, when it was recorded, from which day on it counts. */
export function madeKnown(event: Reported): string {
  return t(event.published ? "panel.published" : "panel.recorded", { day: day(knownDay(event)) });
}

/** The source of a report, with a link to its text where there is one. */
export function SourceName({ event: { source, attribution } }: { event: Reported }) {
  if (!source) return <bdi>{readable(attribution[0] ?? t("panel.source.none"))}</bdi>;
  const url = openable(source.url);
  return (
    <>
      <a href={`source/${encodeURIComponent(source.id)}`}>
        <bdi>{readable(source.publisher ?? source.name)}</bdi>
      </a>
      {url && (
        <>
          {" "}
          <a class="original" href={url} target="_blank" rel="noreferrer noopener">
            {t("panel.source.open")}
          </a>
        </>
      )}
    </>
  );
}
