/** Cutting polygons by convex ones (Sutherland and Hodgman, 1974). */

export type Point = [longitude: number, latitude: number];
/** A closed line of points, without its first point repeated at the end. */
export type Ring = Point[];

/** What of a ring lies within a convex ring that goes round counterclockwise; empty: nothing. */
export function clip(ring: Ring, convex: Ring): Ring {
  let inside = ring;
  for (let at = 0; at < convex.length && inside.length; at++) {
    inside = cut(inside, convex[at]!, convex[(at + 1) % convex.length]!);
  }
  return inside;
}

/** What lies to the left of the line from `a` to `b`. */
function cut(ring: Ring, a: Point, b: Point): Ring {
  const side = ([x, y]: Point) => (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]);
  const kept: Ring = [];
  ring.forEach((to, at) => {
    const from = ring[(at + ring.length - 1) % ring.length]!;
    const [before, now] = [side(from), side(to)];
    if (before < 0 !== now < 0) kept.push(between(from, to, before / (before - now)));
    if (now >= 0) kept.push(to);
  });
  return kept;
}

function between(from: Point, to: Point, part: number): Point {
  return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
}

/** The ring so that it goes round counterclockwise. */
export function counterclockwise(ring: Ring): Ring {
  const doubled = ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length]!;
    return sum + x * nextY - nextX * y;
  }, 0);
  return doubled < 0 ? [...ring].reverse() : ring;
}

/** A circle on the ground as a ring, counterclockwise. */
export function disc([longitude, latitude]: Point, radiusKm: number, corners = 24): Ring {
  const up = radiusKm / 111.2;
  const across = up / Math.max(Math.cos((latitude * Math.PI) / 180), 0.1);
  return Array.from({ length: corners }, (_, at) => {
    const angle = (at / corners) * 2 * Math.PI;
    return [longitude + across * Math.cos(angle), latitude + up * Math.sin(angle)];
  });
}

/** Whether a point lies within any of the polygons, holes left out. */
export function isWithin([x, y]: Point, rings: readonly Ring[]): boolean {
  return rings.reduce((odd, ring) => odd !== crossesOddly(x, y, ring), false);
}

function crossesOddly(x: number, y: number, ring: Ring): boolean {
  let odd = false;
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
    const [ax, ay] = ring[at]!;
    const [bx, by] = ring[before]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
  }
  return odd;
}
