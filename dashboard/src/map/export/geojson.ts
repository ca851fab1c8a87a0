/** Rows as GeoJSON (RFC 7946), with the coordinates of the answer as a member of the collection. */

import type { FeatureCollection, Geometry } from "geojson";
import type { Citation } from "../../data/citation";
import type { Gazetteer } from "../../data/gazetteer";
import type { Row } from "./rows";

type Cited = FeatureCollection<Geometry | null, Row> & { timeline: Omit<Citation, "answer"> };

/** Outlines and points as the gazetteer has them: the cells that the map draws are no outlines, and stay out. */
export function geojson(rows: Row[], places: Gazetteer, cited: Citation): string {
  const { answer: _, ...timeline } = cited;
  const features = rows.map((row) => {
    return { type: "Feature" as const, id: row.place, geometry: geometryOf(row, places), properties: row };
  });
  const collection: Cited = { type: "FeatureCollection", features, timeline };
  return JSON.stringify(collection);
}

function geometryOf({ place, longitude, latitude }: Row, places: Gazetteer): Geometry | null {
  const outline = places.outline[places.at.get(place)!];
  if (outline) return outline;
  return longitude === null || latitude === null ? null : { type: "Point", coordinates: [longitude, latitude] };
}
