/** What is drawn for each place: its outline, else a cell around its point, else the point. */

import type { Geometry } from "geojson";
import type { Gazetteer } from "../../data/gazetteer";
import { cells, usualReachKm, type CellSite } from "./cells";
import { isWithin, type Point, type Ring } from "./clip";
import type { Countries } from "./countries";
import { ringsOf } from "./rings";

/** Kinds that are areas: of these, one without an outline gets a cell. Others are points. */
const AREAS = new Set(["COUNTRY", "PROVINCE", "DISTRICT", "SUBDISTRICT"]);
/** A place inside the outline of another, such as a district split off since, is a small spot on it. */
const SPOT_KM = 5;

/** One geometry for each place of the gazetteer, in its order; null: nobody knows where it lies. */
export function shapesOf(places: Gazetteer, countries: Countries, parents: Gazetteer | null): (Geometry | null)[] {
  const shapes = places.place.map((_, at) => places.outline[at] ?? pointShape(places, at));
  if (!AREAS.has(places.kind)) return shapes;
  const bare = places.place.map((_, at) => at).filter((at) => !places.outline[at] && pointOf(places, at));
  const made = cells(sitesOf(places, bare, countries, parents));
  bare.forEach((at, order) => (shapes[at] = made[order] ?? shapes[at]!));
  return shapes;
}

export function pointOf(places: Gazetteer, at: number): Point | null {
  const [longitude, latitude] = [places.longitude[at], places.latitude[at]];
  return longitude == null || latitude == null ? null : [longitude, latitude];
}

function pointShape(places: Gazetteer, at: number): Geometry | null {
  const point = pointOf(places, at);
  return point && { type: "Point", coordinates: point };
}

function sitesOf(places: Gazetteer, bare: number[], countries: Countries, parents: Gazetteer | null): CellSite[] {
  const outlined = places.outline.map(ringsOf).filter((rings) => rings.length);
  const limits = new Limits(countries, parents);
  const reach = usualReachKm(bare.map((at) => pointOf(places, at)!));
  return bare.map((at) => {
    const point = pointOf(places, at)!;
    const isSpot = outlined.some((rings) => isWithin(point, rings));
    return { point, limits: isSpot ? [] : limits.around(point, places.parent[at]!), radiusKm: isSpot ? SPOT_KM : reach };
  });
}

/** Outlines that cells must not leave, found once for each parent. */
class Limits {
  private readonly known = new Map<string, Ring[]>();

  constructor(
    private readonly countries: Countries,
    private readonly parents: Gazetteer | null,
  ) {}

  around(point: Point, parent: string | null): Ring[] {
    const key = parent ?? "";
    const kept = this.known.get(key);
    if (kept && isWithin(point, kept)) return kept;
    const rings = this.parentRings(point, parent) ?? ringsOf(this.countries.around(point)?.geometry);
    this.known.set(key, rings);
    return rings;
  }

  private parentRings(point: Point, parent: string | null): Ring[] | null {
    const at = parent === null ? undefined : this.parents?.at.get(parent);
    const rings = at === undefined ? [] : ringsOf(this.parents!.outline[at]);
    return isWithin(point, rings) ? rings : null;
  }
}
