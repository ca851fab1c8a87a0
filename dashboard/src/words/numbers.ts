/** Numbers and their bounds as people write them. */

import { language, t } from "./words";

/** A number that some source or sum gives, as bounds; null is open. */
export interface Bounds {
  low: number | null;
  high: number | null;
}

const formats = new Map<string, Intl.NumberFormat>();

export function number(value: number): string {
  if (!formats.has(language)) formats.set(language, new Intl.NumberFormat(language));
  return formats.get(language)!.format(value);
}

/** Bounds in words: "131 or more", "up to 100", "280 to 600", "134". */
export function range(low: number | null, high: number | null): string {
  if (low === null && high === null) return t("panel.number.none");
  if (low === high) return number(low!);
  if (high === null) return t("panel.number.least", { low: number(low!) });
  if (low === null) return t("panel.number.most", { high: number(high) });
  return t("panel.number.between", { low: number(low), high: number(high) });
}
