/** The counts by holder over the days, drawn on top of each other; hatched: the places that nobody is sure of. */

import type { Counts } from "./counts";
import { length, type Scale } from "./scale";
import { useWidth } from "./useWidth";

const HEIGHT = 64;
/** Free above the highest count. */
const HEADROOM = 4;

export function Chart({ counts, scale }: { counts: Counts; scale: Scale }) {
  const { element, width } = useWidth<SVGSVGElement>();
  let below = counts.days.map(() => 0);
  const stacked = [...counts.layers.map(({ low, colour }) => ({ rows: low, fill: colour })), band(counts)];
  return (
    <svg class="counts" ref={element} viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <pattern id="open" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" fill="currentColor" opacity="0.14" />
        <path d="M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2" stroke="currentColor" stroke-width="1.2" opacity="0.7" />
      </pattern>
      {stacked.map(({ rows, fill }, at) => {
        const above = rows.map((count, step) => below[step]! + count);
        const shape = area(counts, scale, width, below, above);
        below = above;
        return <path key={at} d={shape} fill={fill} />;
      })}
    </svg>
  );
}

const band = ({ open }: Counts) => ({ rows: open, fill: "url(#open)" });

/** A stepped area: a day has one count from its morning to its evening. */
function area({ days, most }: Counts, scale: Scale, width: number, below: number[], above: number[]): string {
  const y = (count: number) => (HEIGHT - (count / most) * (HEIGHT - HEADROOM)).toFixed(1);
  const x = (day: number) => (((day - scale.first) / length(scale)) * width).toFixed(1);
  const end = (at: number) => days[at + 1] ?? days[at]! + 1;
  const top = above.map((count, at) => `L${x(days[at]!)},${y(count)}L${x(end(at))},${y(count)}`).join("");
  const bottom = below.map((count, at) => `L${x(end(at))},${y(count)}L${x(days[at]!)},${y(count)}`).reverse();
  return `M${x(days[0]!)},${y(below[0]!)}${top}${bottom.join("")}Z`;
}
