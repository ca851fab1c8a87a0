/** Addresses of the pages of the record, at the coordinates of the view. */

import { view } from "../view/view";

/** The page of a place, which says the same as its panel: of the same day, by the same reports. */
export function placePage(id: string): string {
  const { date, knownOn, position, policy } = view.value;
  const at = { date, known: knownOn, position, policy: policy === "AGAINST_INTEREST" ? null : policy };
  const given = Object.entries(at).filter(([, value]) => value !== null && value !== "");
  return `place/${encodeURIComponent(id)}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}
