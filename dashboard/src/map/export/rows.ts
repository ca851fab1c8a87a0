/** The states that the map shows, as rows for a file: only what the filters let through. */

import { nameOf } from "../../data/actors";
import { contenders, stateKey } from "../../data/contenders";
import type { Gazetteer } from "../../data/gazetteer";
import { passing } from "../../data/passing";
import type { States } from "../../data/replay";
import { chain, type Surroundings } from "../../data/surroundings";
import type { Filter } from "../../view/coordinates";
import { t } from "../../words/words";

export interface Row {
  place: string;
  name: string;
  within: string;
  holder: string | null;
  holder_name: string | null;
  /** Names of the others that claims name as holders. */
  alternatives: string | null;
  level: string;
  certainty: string;
  since: string | null;
  last_word: string | null;
  status: string | null;
  longitude: number | null;
  latitude: number | null;
}

export function rowsOf(states: States, places: Gazetteer, all: Surroundings, filter: Filter): Row[] {
  const passes = passing(states, filter, all);
  return states.place.flatMap((place, at) => {
    const id = places.at.get(place);
    return passes[at] && id !== undefined ? [rowOf(states, at, places, id, all)] : [];
  });
}

function rowOf(states: States, at: number, places: Gazetteer, id: number, all: Surroundings): Row {
  const holder = states.holder[at]!;
  const above = chain(all, states.place[at]!).slice(1);
  return {
    place: states.place[at]!,
    name: places.name[id]!,
    within: above.map((ancestor) => all.name[all.at.get(ancestor)!] ?? ancestor).join(", "),
    holder,
    holder_name: holder && nameOf(holder),
    alternatives: othersOf(states, at, holder),
    level: states.level[at]!,
    certainty: states.certainty[at]!,
    since: states.since[at] ?? null,
    last_word: states.lastWord[at] ?? null,
    status: states.status[at] ?? null,
    longitude: places.longitude[id] ?? null,
    latitude: places.latitude[id] ?? null,
  };
}

function othersOf(states: States, at: number, holder: string | null): string | null {
  const others = (contenders.value.get(stateKey(states, at)) ?? []).filter((other) => other !== holder);
  return others.map((other) => (other === null ? t("holder.none") : nameOf(other))).join("; ") || null;
}
