/** The columns of the table, each with what it is sorted by and what it says. */

import type { Row } from "../export/rows";
import { dated } from "../../words/edtf";
import { t, term, type Key } from "../../words/words";

export interface Column {
  key: "name" | "within" | "holder_name" | "alternatives" | "level" | "certainty" | "since" | "last_word" | "status";
  title: Key;
  text: (row: Row) => string;
}

const date = (edtf: string | null): string => (edtf ? dated(edtf) : "");

export const COLUMNS: Column[] = [
  { key: "name", title: "map.table.name", text: (row) => row.name },
  { key: "within", title: "map.table.within", text: (row) => row.within },
  { key: "holder_name", title: "map.table.holder", text: (row) => row.holder_name ?? t("holder.none") },
  { key: "alternatives", title: "map.table.alternatives", text: (row) => row.alternatives ?? "" },
  { key: "level", title: "map.table.level", text: (row) => term("level", row.level) },
  { key: "certainty", title: "map.table.certainty", text: (row) => term("certainty", row.certainty) },
  { key: "since", title: "map.table.since", text: (row) => date(row.since) },
  { key: "last_word", title: "map.table.lastWord", text: (row) => date(row.last_word) },
  { key: "status", title: "map.table.status", text: (row) => (row.status ? term("status", row.status) : "") },
];

/** Sorted by a column, what is empty last whichever way. */
export function sorted(rows: Row[], key: Column["key"], isDescending: boolean, language: string): Row[] {
  const order = new Intl.Collator(language, { numeric: true });
  const turn = isDescending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [left, right] = [a[key], b[key]];
    if (!left || !right) return Number(!left) - Number(!right);
    return order.compare(left, right) * turn;
  });
}
