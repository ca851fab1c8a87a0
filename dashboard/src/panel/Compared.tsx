/** While two maps are compared: what each of them says of the place. */

import { useAnswer } from "../data/answer";
import { bounds } from "../data/record";
import type { Coordinates } from "../view/coordinates";
import { view } from "../view/view";
import { day, isolated, t, term } from "../words/words";
import type { Held } from "./place";

const HELD = `query ($place: ID!, $date: Date!, $knownOn: Date, $position: Position, $policy: ResolutionPolicy!) {
  asOf(date: $date, knownOn: $knownOn, position: $position, policy: $policy) {
    place(id: $place) { holder { id name } level certainty }
  }
}`;

interface Asked {
  asOf: { place: Held | null };
}

/** One line for the left map, whose state the panel has, and one for the right. */
export function Compared({ place, state, rest }: { place: string; state: Held; rest: number }) {
  const { compare, date, knownOn, policy, position } = view.value;
  const asked = compare && { place, ...compare, policy, position: position ?? bounds.value?.head };
  const { data, loading } = useAnswer<Asked>(HELD, asked, rest);
  if (!compare) return null;
  return (
    <section class="compared" aria-busy={loading}>
      <p>{t("panel.compared.left", { at: atText({ date, knownOn }), holds: heldText(state) })}</p>
      {data && (
        <p class={loading ? "is-passing" : undefined}>
          {t("panel.compared.right", { at: atText(compare), holds: heldText(data.asOf.place) })}
        </p>
      )}
    </section>
  );
}

function heldText(held: Held | null): string {
  if (!held) return t("panel.compared.none");
  const { holder, certainty } = held;
  if (!holder && certainty === "UNKNOWN") return t("holder.none");
  const name = holder ? isolated(holder.name) : t(certainty === "DISPUTED" ? "panel.unclear" : "holder.none");
  return `${name}, ${term("certainty", certainty)}`;
}

function atText({ date, knownOn }: Coordinates): string {
  return knownOn ? `${day(date)}, ${t("time.asKnown", { day: day(knownOn) })}` : day(date);
}
