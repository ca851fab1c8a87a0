/** Where the map looks first: at the places of which anything is known, else at all of them. */

import type { Geometry } from "geojson";
import type { Map as MapLibre } from "maplibre-gl";
import type { Gazetteer } from "../../data/gazetteer";
import type { States } from "../../data/replay";
import { change } from "../../view/view";
import { boxAround } from "../geometry/rings";
import type { Point } from "../geometry/clip";

export function fit(map: MapLibre, places: Gazetteer, shapes: (Geometry | null)[], states: States): void {
  const known = states.place.filter((_, at) => states.certainty[at] !== "UNKNOWN");
  const points = (ids: string[]) => ids.flatMap((id) => pointsOf(shapes[places.at.get(id) ?? -1] ?? null));
  const box = boxAround(points(known)) ?? boxAround(points(places.place));
  if (!box) return;
  const { west, south, east, north } = box;
  map.fitBounds([west, south, east, north], { padding: 36, animate: false, maxZoom: 8 });
}

function pointsOf(geometry: Geometry | null): Point[] {
  if (!geometry || geometry.type === "GeometryCollection") return [];
  const flat = (geometry.coordinates as unknown[]).flat(Infinity) as number[];
  return Array.from({ length: flat.length / 2 }, (_, at) => [flat[at * 2]!, flat[at * 2 + 1]!]);
}

/** Keeps the address at where the reader has moved the map. */
export function rememberCamera(map: MapLibre): void {
  map.on("moveend", ({ originalEvent }) => {
    if (!originalEvent) return;
    const { lng: longitude, lat: latitude } = map.getCenter();
    change({ camera: { longitude, latitude, zoom: map.getZoom() } });
  });
}
