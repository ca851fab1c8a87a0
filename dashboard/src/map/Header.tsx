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
  const { compare, date, knownOn } = view.value;
  const toggle = () => change({ compare: compare ? null : beginning(date, knownOn) }, "push");
  return (
    <button aria-pressed={compare !== null} onClick={toggle}>
      {t("map.compare")}
    </button>
  );
}

/** Beside the day as it is known now, the same day as it was known at its end: what was learned since. */
function beginning(date: string, knownOn: string | null) {
  return { date, knownOn: knownOn === date ? null : date };
}

function TableButton() {
  const { table } = view.value;
  return (
    <button aria-pressed={table} onClick={() => change({ table: !table }, "push")}>
      {t("map.table")}
    </button>
  );
}
