/** Who holds a place, in a word and a colour, and how sure that is. */

import { colourOf } from "../data/actors";
import type { Named } from "../data/report";
import { t, term } from "../words/words";

interface Props {
  holder: Named | null;
  level: string;
  certainty: string;
}

export function Holder({ holder, level, certainty }: Props) {
  return (
    <span class={`holder certainty-${certainty.toLowerCase()}`}>
      <i class="swatch" style={{ background: colourOf(holder?.id ?? null) }} />
      <bdi>{holder?.name ?? t(certainty === "DISPUTED" ? "panel.unclear" : "holder.none")}</bdi>
      {level !== "CONTROL" && level !== "UNKNOWN" && ` (${term("level", level)})`}
      {certainty !== "UNKNOWN" && <span class="quiet">, {term("certainty", certainty)}</span>}
    </span>
  );
}
