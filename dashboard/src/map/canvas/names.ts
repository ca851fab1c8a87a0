/** The names of the places as points on the map. */

import type { Feature, Geometry, Position } from "geojson";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import type { Gazetteer } from "../../data/gazetteer";
import { boxAround, ringsOf } from "../geometry/rings";
import { pointOf } from "../geometry/shapes";

/** Scripts that go from right to left: the map cannot set them; the panel and the table do. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** The name of the place that is chosen is there before its neighbours', which give way to it. */
export function writeNames(map: MapLibre, places: Gazetteer, shapes: (Geometry | null)[], chosen: string | null): void {
  const features = places.place.flatMap((_, at): Feature[] => {
    const name = places.name[at]!;
    const coordinates = shapes[at] && (middleOf(shapes[at]) ?? pointOf(places, at));
    if (!coordinates || RIGHT_TO_LEFT.test(name) || places.existsTo[at]) return [];
    const rank = places.place[at] === chosen ? 0 : 1;
    return [{ type: "Feature", geometry: { type: "Point", coordinates }, properties: { name, rank } }];
  });
  map.getSource<GeoJSONSource>("names")!.setData({ type: "FeatureCollection", features });
}

/** The middle of the largest ring. */
function middleOf(geometry: Geometry): Position | null {
  const boxes = ringsOf(geometry).map((ring) => boxAround(ring)!);
  const size = ({ west, south, east, north }: (typeof boxes)[0]) => (east - west) * (north - south);
  const largest = boxes.sort((a, b) => size(b) - size(a))[0];
  return largest ? [(largest.west + largest.east) / 2, (largest.south + largest.north) / 2] : null;
}
