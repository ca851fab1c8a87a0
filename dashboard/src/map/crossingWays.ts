/** The crossings of a day as arrows: from where to where, how wide, with which words. */

import { crossingsAround, type Crossing } from "../data/crossings";
import { located } from "../data/located";
import type { States } from "../data/replay";
import { boundsText } from "../words/counts";
import { t } from "../words/words";
import { middleOf, wayOf, type Way } from "./geometry/ways";
import type { Ground } from "./ground";

export interface CrossingWay extends Way {
  /** Pixels; more people, a wider arrow. */
  width: number;
  label: string;
}

export function waysOf(crossings: readonly Crossing[], states: States, { all, countries }: Ground): CrossingWay[] {
  const known = states.place.filter((_, at) => states.certainty[at] !== "UNKNOWN");
  const news = middleOf(known.map((place) => located(all, place)).filter((point) => point !== null));
  return crossingsAround(crossings, states.date).flatMap((crossing) => {
    const way = wayOf(crossing, all, countries, news);
    return way ? [{ ...way, ...looks(crossing) }] : [];
  });
}

function looks({ count }: Crossing): { width: number; label: string } {
  const people = Math.max(count.best ?? count.low ?? count.high ?? 1, 1);
  const width = 2 + Math.min(Math.log10(people), 4);
  return { width, label: t("map.crossing.people", { count: boundsText(count) }) };
}
