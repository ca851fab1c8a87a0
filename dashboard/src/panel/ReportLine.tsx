/** One report in a line: who says so, when, and a way to the text. */

import { knownDay, openable, type Report } from "../data/report";
import { day, t } from "../words/words";

export function ReportLine({ report }: { report: Report }) {
  return (
    <li class="report-line">
      <SourceName report={report} />{" "}
      <a class="quiet" href={`/event/${encodeURIComponent(report.id)}`}>
        {t("panel.published", { day: day(knownDay(report)) })}
      </a>
    </li>
  );
}

/** The source of a report, with a link to its text where there is one. */
export function SourceName({ report: { source, attribution } }: { report: Report }) {
  if (!source) return <bdi>{attribution[0] ?? t("panel.source.none")}</bdi>;
  const url = openable(source.url);
  return (
    <>
      <a href={`/source/${encodeURIComponent(source.id)}`}>
        <bdi>{source.publisher ?? source.name}</bdi>
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
