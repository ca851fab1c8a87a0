/** Which places the filters of the view let through. */

import type { Filter } from "../view/coordinates";
import type { States } from "./replay";
import { chain, type Surroundings } from "./surroundings";

/** 1 for each place of the states that exists and passes. */
export function passing(states: States, filter: Filter, all: Surroundings | null): Uint8Array {
  const { within, holder, certainty } = filter;
  const inside = within && all ? placesWithin(all, within) : null;
  return Uint8Array.from(states.place, (place, at) => {
    const fits =
      states.exists[at] === 1 &&
      (!holder || states.holder[at] === holder) &&
      (!certainty || states.certainty[at] === certainty) &&
      (!inside || inside.has(place));
    return fits ? 1 : 0;
  });
}

let last: { all: Surroundings; within: string; inside: ReadonlySet<string> } | undefined;

/** Ids of a place and of all that lies in it; kept for the next frame of a replay. */
function placesWithin(all: Surroundings, within: string): ReadonlySet<string> {
  if (last?.all !== all || last.within !== within) {
    last = { all, within, inside: new Set(all.place.filter((place) => chain(all, place).includes(within))) };
  }
  return last.inside;
}
