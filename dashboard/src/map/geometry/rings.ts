/** Geometries as flat lists of rings. */

import type { Geometry, Position } from "geojson";
import type { Point, Ring } from "./clip";

/** All rings of a polygon or of several, holes too, each without its closing point. */
export function ringsOf(geometry: Geometry | null | undefined): Ring[] {
  if (geometry?.type === "Polygon") return geometry.coordinates.map(open);
  if (geometry?.type === "MultiPolygon") return geometry.coordinates.flat().map(open);
  return [];
}

function open(ring: Position[]): Ring {
  return ring.slice(0, -1).map(([longitude, latitude]) => [longitude!, latitude!]);
}

export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** The smallest box around points; null: there are none. */
export function boxAround(points: Iterable<Point>): Box | null {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const [longitude, latitude] of points) {
    box.west = Math.min(box.west, longitude);
    box.east = Math.max(box.east, longitude);
    box.south = Math.min(box.south, latitude);
    box.north = Math.max(box.north, latitude);
  }
  return box.west <= box.east ? box : null;
}
