/** The days written under an axis. */

import * as days from "../data/days";
import { day } from "../words/words";
import { labelled, place, type Scale } from "./scale";
import { useWidth } from "./useWidth";

/** The room that a written day needs, in pixels, without its year and with it. */
const LABEL_WIDTH = 64;
const LABEL_WIDTH_YEAR = 100;
const YEAR = 366;

interface Props {
  scale: Scale;
  /** Whether each day is written with its year: an axis beside one of another time. */
  years?: boolean;
}

export function Axis({ scale, years = false }: Props) {
  const { element, width } = useWidth<HTMLDivElement>();
  const room = years ? LABEL_WIDTH_YEAR : LABEL_WIDTH;
  const labels = labelled(scale, Math.max(2, Math.floor(width / room)));
  return (
    <div class="axis" ref={element} aria-hidden="true">
      {labels.map((number) => {
        const part = place(scale, number);
        // A label at the very end would be cut off.
        const isInside = Math.min(part, 1 - part) * width > room / 3;
        return isInside && <span style={{ insetInlineStart: `${part * 100}%` }}>{written(number, scale, years)}</span>;
      })}
    </div>
  );
}

function written(number: number, scale: Scale, years: boolean): string {
  if (scale.last - scale.first > YEAR) return day(days.iso(number), "month");
  return day(days.iso(number), years ? "brief" : "short");
}
