/** What the map says about the place under the pointer. */

import { nameOf } from "../data/actors";
import { placeNames } from "../data/surroundings";
import { crossingPoints } from "../data/crossingPoints";
import type { States } from "../data/replay";
import { dated } from "../words/edtf";
import { t, term } from "../words/words";
import { hovered } from "./hovered";

export function Tooltip() {
  const at = hovered.value;
  if (!at) return null;
  const name = placeNames.value.get(at.place) ?? at.place;
  return (
    <div class="tooltip" style={{ translate: `${at.x + 14}px ${at.y + 14}px` }} aria-hidden="true">
      <strong>
        <bdi>{name}</bdi>
      </strong>
      {linesOf(at.states, at.place).map((line) => (
        <span key={line}>{line}</span>
      ))}
    </div>
  );
}

function linesOf(states: States, place: string): string[] {
  const from = [states, crossingPoints.value].find((columns) => columns?.place.includes(place));
  const at = from?.place.indexOf(place) ?? -1;
  if (!from || at < 0) return [];
  const [holder, level, status, since] = [from.holder[at]!, from.level[at]!, from.status[at], from.since[at]];
  const lines = [holder ? nameOf(holder) : t("holder.none")];
  lines.push([level === "UNKNOWN" ? "" : term("level", level), term("certainty", from.certainty[at]!)].filter(Boolean).join(", "));
  if (status) lines.push(term("status", status));
  if (since) lines.push(t("map.since", { date: dated(since) }));
  return lines;
}
