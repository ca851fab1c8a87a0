/** The way that people took over a border, as far as the claims tell, as a short line over it. */

import type { Crossing } from "../../data/crossings";
import { countryOf, located } from "../../data/located";
import type { Surroundings } from "../../data/surroundings";
import type { Point } from "./clip";
import { isWithin } from "./clip";
import type { Countries } from "./countries";
import { ringsOf } from "./rings";

export interface Way {
  from: Point;
  to: Point;
}

/** Degrees from the border to each end of an arrow of which only the countries are known. */
const REACH = 0.22;

/**
 * `news`: where most is known to happen; of two countries whose border is long, the crossing is drawn near to there.
 * Null: neither end can be placed.
 */
export function wayOf(
  { origin, destination, via }: Crossing,
  all: Surroundings,
  countries: Countries,
  news: Point | null,
): Way | null {
  const from = located(all, origin);
  const to = via.map((place) => located(all, place)).find((point) => point) ?? located(all, destination);
  if (from && to && (from[0] !== to[0] || from[1] !== to[1])) return { from, to };
  const near = from ?? to ?? news;
  return near && overBorder(nameOf(all, origin), nameOf(all, destination), near, countries);
}

function nameOf(all: Surroundings, place: string): string {
  const country = countryOf(all, place);
  return country === null ? "" : (all.name[all.at.get(country)!] ?? "");
}

/** The middle of points; null: there are none. */
export function middleOf(points: Point[]): Point | null {
  if (!points.length) return null;
  const middle = (axis: 0 | 1) => points.map((point) => point[axis]).sort((a, b) => a - b)[points.length >> 1]!;
  return [middle(0), middle(1)];
}

function overBorder(origin: string, destination: string, near: Point, countries: Countries): Way | null {
  const lines = countries.border(origin, destination).coordinates as Point[][];
  const pairs = lines.flatMap((line) => line.slice(1).map((point, at): [Point, Point] => [line[at]!, point]));
  const nearest = pairs.sort((a, b) => distance(a[0], near) - distance(b[0], near))[0];
  if (!nearest) return null;
  const [[ax, ay], [bx, by]] = nearest;
  const length = Math.hypot(bx - ax, by - ay) || 1;
  const [x, y] = [((by - ay) / length) * REACH, (-(bx - ax) / length) * REACH];
  const ends: [Point, Point] = [
    [ax - x, ay - y],
    [ax + x, ay + y],
  ];
  const isThere = isWithin(ends[1], ringsOf(countries.named(destination)?.geometry));
  const [from, to] = isThere ? ends : [ends[1], ends[0]];
  return { from, to };
}

function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by);
}
