/** Counts with bounds, as people say them: never more exact than their source. */

import type { Bounded } from "../data/crossings";
import { language, t } from "./words";

export function boundsText({ low, best, high, qualifier, verbatim }: Bounded): string {
  const text = (count: number) => new Intl.NumberFormat(language).format(count);
  if (low !== null && high !== null) {
    return low === high ? text(low) : t("count.range", { low: text(low), high: text(high) });
  }
  if (low !== null) return t("count.orMore", { count: text(low) });
  if (high !== null) return t("count.upTo", { count: text(high) });
  if (best !== null) return t("count.about", { count: text(best) });
  return verbatim ?? qualifier.toLowerCase();
}
