/** The days written under an axis. */

import * as days from "../data/days";
import { day } from "../words/words";
import { labelled, place, type Scale } from "./scale";
import { useWidth } from "./useWidth";

/** The room that a written day needs, in pixels. */
const LABEL_WIDTH = 64;
const YEAR = 366;

export function Axis({ scale }: { scale: Scale }) {
  const { element, width } = useWidth<HTMLDivElement>();
  const labels = labelled(scale, Math.max(2, Math.floor(width / LABEL_WIDTH)));
  return (
    <div class="axis" ref={element} aria-hidden="true">
      {labels.map((number) => {
        const part = place(scale, number);
        // A label at the very end would be cut off.
        const isInside = Math.min(part, 1 - part) * width > LABEL_WIDTH / 3;
        return isInside && <span style={{ insetInlineStart: `${part * 100}%` }}>{written(number, scale)}</span>;
      })}
    </div>
  );
}

function written(number: number, scale: Scale): string {
  return day(days.iso(number), scale.last - scale.first > YEAR ? "month" : "short");
}
