/** What the map says about the place under the pointer. */

import { nameOf } from "../data/actors";
import { placeNames } from "../data/surroundings";
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
  const at = states.place.indexOf(place);
  if (at < 0) return [];
  const [holder, level, status, since] = [states.holder[at]!, states.level[at]!, states.status[at], states.since[at]];
  const certainty = states.certainty[at]!;
  const lines = [holder ? nameOf(holder) : t(certainty === "DISPUTED" ? "panel.unclear" : "holder.none")];
  lines.push([level === "UNKNOWN" ? "" : term("level", level), term("certainty", certainty)].filter(Boolean).join(", "));
  if (status) lines.push(term("status", status));
  if (since) lines.push(t("map.since", { date: dated(since) }));
  return lines;
}
