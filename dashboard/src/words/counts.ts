/** Counts with bounds, as people say them: never more exact than their source. */

import type { Bounded } from "../data/crossings";
import { number, range } from "./numbers";
import { t } from "./words";

export function boundsText({ low, best, high, verbatim }: Bounded): string {
  if (low !== null || high !== null) return range(low, high);
  if (best !== null) return t("count.about", { count: number(best) });
  return verbatim ?? range(low, high);
}
