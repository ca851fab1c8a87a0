/** Areas for places of which only a point is known: whatever is nearer to it than to any other, within reason. */

import { Delaunay } from "d3-delaunay";
import type { MultiPolygon } from "geojson";
import { clip, counterclockwise, disc, type Point, type Ring } from "./clip";
import { boxAround } from "./rings";

export interface CellSite {
  point: Point;
  /** What the cell must not leave, such as the outline of the province or of the country; empty: nothing is known. */
  limits: Ring[];
  /** How far from the point the cell may reach, at most. */
  radiusKm: number;
}

/** Degrees by which the outermost cells reach past the outermost points. */
const MARGIN = 3;

/** The cell of each site; null where nothing of it lies within its limits. */
export function cells(sites: readonly CellSite[]): (MultiPolygon | null)[] {
  const box = boxAround(sites.map((site) => site.point));
  if (!box) return [];
  const bounds: [number, number, number, number] = [
    box.west - MARGIN,
    box.south - MARGIN,
    box.east + MARGIN,
    box.north + MARGIN,
  ];
  const voronoi = Delaunay.from(sites.map((site) => site.point)).voronoi(bounds);
  return sites.map((site, at) => limited(site, voronoi.cellPolygon(at) as Point[] | null));
}

function limited({ point, limits, radiusKm }: CellSite, cell: Point[] | null): MultiPolygon | null {
  // Two sites on one point share one cell; the second gets a circle.
  const nearest = cell ? counterclockwise(cell.slice(0, -1)) : disc(point, 2);
  const near = clip(nearest, disc(point, radiusKm));
  const parts = limits.length ? limits.map((ring) => clip(ring, near)) : [near];
  const polygons = parts.filter((ring) => ring.length > 2).map((ring) => [[...ring, ring[0]!]]);
  return polygons.length ? { type: "MultiPolygon", coordinates: polygons } : null;
}

/** A sensible reach for cells: three times the usual distance from one site to its nearest, at most 60 km. */
export function usualReachKm(points: readonly Point[]): number {
  const delaunay = points.length > 1 ? Delaunay.from(points) : null;
  const nearest = points.map((point, at) => {
    const others = delaunay ? [...delaunay.neighbors(at)].map((other) => kilometres(point, points[other]!)) : [];
    return others.length ? Math.min(...others) : 20;
  });
  const middle = nearest.sort((a, b) => a - b)[nearest.length >> 1] ?? 20;
  return Math.min(Math.max(middle * 3, 5), 60);
}

function kilometres([ax, ay]: Point, [bx, by]: Point): number {
  const across = (bx - ax) * Math.cos((((ay + by) / 2) * Math.PI) / 180);
  return Math.hypot(across, by - ay) * 111.2;
}
