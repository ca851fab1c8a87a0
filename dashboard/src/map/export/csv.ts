/** Rows as CSV (RFC 4180), each with the coordinates of the answer, so that a row that is copied elsewhere keeps them. */

import type { Citation } from "../../data/citation";
import type { Row } from "./rows";

export function csv(rows: Row[], { date, knownOn, policy, position, token }: Citation): string {
  const coordinates = { date, known_on: knownOn, policy, position, token };
  const lines = rows.map((row) => Object.values({ ...row, ...coordinates }).map(cell).join(","));
  return [Object.keys({ ...EMPTY, ...coordinates }).join(","), ...lines, ""].join("\r\n");
}

const EMPTY: Row = {
  place: "",
  name: "",
  within: "",
  holder: null,
  holder_name: null,
  alternatives: null,
  level: "",
  certainty: "",
  since: null,
  last_word: null,
  status: null,
  longitude: null,
  latitude: null,
};

function cell(value: string | number | null): string {
  const written = String(value ?? "");
  // A spreadsheet takes a text that begins like this for a formula.
  const safe = typeof value === "string" && /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(written) ? `'${written}` : written;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
