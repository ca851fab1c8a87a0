/** The line above the map: what this is, the search, and what can be done with the view. */

import { bounds } from "../data/record";
import { Filters } from "../panel/Filters";
import { Search } from "../panel/Search";
import { change, view } from "../view/view";
import { isolated, span, t } from "../words/words";
import { CiteButton } from "./cite/CiteButton";
import { ExportMenu } from "./export/ExportMenu";

export function Header({ isEmpty }: { isEmpty: boolean }) {
  return (
    <header class="page-header">
      <div class="page-title">
        <h1>
          <a href="./">{t("title")}</a>
        </h1>
        {!isEmpty && <Subject />}
      </div>
      {!isEmpty && <Choices />}
      <nav class="tools" aria-label={t("map.tools")}>
        {!isEmpty && <Tools />}
        <a href="desk">{t("map.desk")}</a>
      </nav>
    </header>
  );
}

/** Of more countries than this, the others are only counted. */
const COUNTRIES = 3;

/** What the record is about: its countries and its days. */
function Subject() {
  const { countries = [], firstDay, lastDay } = bounds.value ?? {};
  const named = countries.slice(0, COUNTRIES).map(({ name }) => isolated(name));
  const more = countries.length - named.length;
  if (more > 0) named.push(t("map.subject.more", { count: more }));
  const parts = [named.join(", "), firstDay && lastDay && span(firstDay, lastDay)].filter(Boolean);
  return parts.length ? <p>{parts.join(" · ")}</p> : null;
}

function Choices() {
  return (
    <>
      <Search />
      <Filters />
    </>
  );
}

function Tools() {
  return (
    <>
      <CompareButton />
      <TableButton />
      <CiteButton />
      <ExportMenu />
    </>
  );
}

function CompareButton() {
  const { compare, date } = view.value;
  // Beside the same day as it is known now: what was learned since, where an earlier knowledge was chosen.
  const toggle = () => change({ compare: compare ? null : { date, knownOn: null } }, "push");
  return (
    <button aria-pressed={compare !== null} onClick={toggle}>
      {t("map.compare")}
    </button>
  );
}

function TableButton() {
  const { table } = view.value;
  return (
    <button aria-pressed={table} onClick={() => change({ table: !table }, "push")}>
      {t("map.table")}
    </button>
  );
}
