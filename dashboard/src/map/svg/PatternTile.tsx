/** A pattern of the map as one of SVG. */

import type { Pattern } from "../look";
import { diagonals, dots, TILE } from "../patterns";

export function PatternTile({ id, pattern }: { id: string; pattern: Pattern }) {
  return (
    <pattern id={id} width={TILE} height={TILE} patternUnits="userSpaceOnUse">
      {pattern.shape === "dots"
        ? dots(pattern.colours).map(({ x, y, radius, colour }) => <circle cx={x} cy={y} r={radius} fill={colour} />)
        : diagonals(pattern).map(({ from, to, width, colour }) => (
            <line x1={from[0]} y1={from[1]} x2={to[0]} y2={to[1]} stroke={colour} stroke-width={width} />
          ))}
    </pattern>
  );
}
