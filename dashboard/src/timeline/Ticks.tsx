/** Marks on an axis: a bar for each day with reports, the higher the more there are. */

import * as days from "../data/days";
import { length, place, type Scale } from "./scale";

interface Props {
  scale: Scale;
  date: string[];
  count: number[];
  name: string;
}

export function Ticks({ scale, date, count, name }: Props) {
  const most = Math.log1p(Math.max(1, ...count));
  const width = `max(2px, min(10px, ${60 / length(scale)}%))`;
  return (
    <div class={`ticks ticks-${name}`} aria-hidden="true">
      {date.map((day, at) => {
        const number = days.number(day);
        if (!count[at] || number < scale.first || number > scale.last) return null;
        const height = `${20 + (Math.log1p(count[at]) / most) * 80}%`;
        return <i key={day} style={{ insetInlineStart: `${place(scale, number) * 100}%`, height, width }} />;
      })}
    </div>
  );
}
