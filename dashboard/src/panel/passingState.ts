/** The state of a place while days go by, out of what the map has in memory; its reasons follow when the day rests. */

import { actors } from "../data/actors";
import { shown } from "../data/shown";
import type { PlaceState } from "./place";

export function passingState(last: PlaceState): PlaceState {
  const states = shown.value;
  const at = states?.place.indexOf(last.place.id) ?? -1;
  if (!states || at < 0) return last;
  const id = states.holder[at] ?? null;
  return {
    ...last,
    holder: id === null ? null : { id, name: actors.value.get(id)?.name ?? id },
    level: states.level[at]!,
    certainty: states.certainty[at]!,
    since: states.since[at] ?? null,
    lastWord: states.lastWord[at] ?? null,
  };
}
