/** The line above the map: what this is, the search, and what can be done with the view. */

import { Filters } from "../panel/Filters";
import { Search } from "../panel/Search";
import { change, view } from "../view/view";
import { t } from "../words/words";
import { CiteButton } from "./cite/CiteButton";
import { ExportMenu } from "./export/ExportMenu";

export function Header({ isEmpty }: { isEmpty: boolean }) {
  return (
    <header class="page-header">
      <h1>
        <a href="/">{t("title")}</a>
      </h1>
      {!isEmpty && <Choices />}
      <nav class="tools" aria-label={t("map.tools")}>
        {!isEmpty && <Tools />}
        <a href="/desk">{t("map.desk")}</a>
      </nav>
    </header>
  );
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
