/** Where a place lies, by the nearest thing around it that has a point. */

import { chain, type Surroundings } from "./surroundings";

export type Located = [longitude: number, latitude: number];

/** Null: nothing smaller than a country has a point. */
export function located(all: Surroundings, place: string): Located | null {
  for (const id of chain(all, place)) {
    const at = all.at.get(id);
    if (at === undefined || all.kinds[at] === "COUNTRY") return null;
    const [longitude, latitude] = [all.longitude[at], all.latitude[at]];
    if (longitude != null && latitude != null) return [longitude, latitude];
  }
  return null;
}

/** The id of the country that a place lies in, or is. */
export function countryOf(all: Surroundings, place: string): string | null {
  return chain(all, place).find((id) => all.kinds[all.at.get(id) ?? -1] === "COUNTRY") ?? null;
}
