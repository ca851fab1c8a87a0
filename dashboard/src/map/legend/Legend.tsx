/** What the colours, patterns and signs of the map mean, and how many places have them. */

import { signal } from "@preact/signals";
import { colourOf, nameOf, NOBODY } from "../../data/actors";
import { crossings } from "../../data/crossings";
import { bounds } from "../../data/record";
import { shown } from "../../data/shown";
import { change, view } from "../../view/view";
import { day, t, term } from "../../words/words";
import { AGES } from "../look";
import { holderCounts, type HolderCount } from "./counts";
import { AgeSwatch, ArrowSwatch, PatternSwatch, SignSwatch } from "./Swatch";
import "./legend.css";

const CERTAINTIES = ["ESTABLISHED", "POSSIBLE", "DISPUTED", "CLAIMED", "UNKNOWN"];
const isOpen = signal(!view.peek().embed && innerWidth >= 700);

export function Legend() {
  const states = shown.value;
  if (!states) return null;
  return (
    <details
      class="legend"
      open={isOpen.value}
      onToggle={({ currentTarget: { open } }) => (isOpen.value = open)}
    >
      <summary>{t("map.legend", { kind: term("kind", view.value.kind), date: day(states.date) })}</summary>
      <ul class="holders">
        {holderCounts.value.map((count) => (
          <HolderRow key={`${count.holder} ${count.isNobodys}`} count={count} />
        ))}
      </ul>
      <Key />
    </details>
  );
}

function HolderRow({ count: { holder, isNobodys, total, certainties } }: { count: HolderCount }) {
  const { filter } = view.value;
  const isChosen = holder !== null && filter.holder === holder;
  const toggle = () => change({ filter: { ...filter, holder: isChosen ? null : holder } });
  return (
    <li>
      <button class="holder" aria-pressed={isChosen} disabled={holder === null} onClick={toggle}>
        <span class={isNobodys ? "swatch is-nobodys" : "swatch"} style={{ backgroundColor: colourOf(holder) }} />
        <bdi>{holder ? nameOf(holder) : t(isNobodys ? "holder.disputed" : "holder.none")}</bdi>
        <strong>{total}</strong>
      </button>
      <span class="certainties">
        {CERTAINTIES.filter((certainty) => certainties[certainty] && certainty !== "UNKNOWN").map((certainty) => (
          <CertaintyChip key={certainty} holder={holder} certainty={certainty} count={certainties[certainty]!} />
        ))}
      </span>
    </li>
  );
}

function CertaintyChip({ holder, certainty, count }: { holder: string | null; certainty: string; count: number }) {
  const { filter } = view.value;
  const isChosen = filter.certainty === certainty && filter.holder === holder;
  const chosen = isChosen ? { holder: null, certainty: null } : { holder, certainty };
  const toggle = () => change({ filter: { ...filter, ...chosen } });
  return (
    <button class="chip" aria-pressed={isChosen} onClick={toggle}>
      {count} {term("certainty", certainty)}
    </button>
  );
}

/** The colours that the patterns are shown in: of the first two who hold anything. */
function Key() {
  const [first = NOBODY, second = NOBODY] = holderCounts.value
    .filter(({ holder }) => holder)
    .map(({ holder }) => colourOf(holder));
  const hasCrossings = bounds.value?.kinds.some(({ kind }) => kind === "BORDER_CROSSING_POINT");
  return (
    <details class="key" open={innerHeight >= 1000}>
      <summary>{t("map.legend.key")}</summary>
      <PatternSwatch base={first} part={0.5} pattern={{ shape: "stripes", colours: [second] }} label={term("certainty", "POSSIBLE")} />
      <PatternSwatch base={first} part={0.2} pattern={{ shape: "hatch", colours: [first, second] }} label={term("certainty", "DISPUTED")} />
      <PatternSwatch base={first} part={0.6} pattern={{ shape: "dots", colours: [second] }} label={term("certainty", "CLAIMED")} />
      <p class="ages">
        <span>{t("map.legend.age")}</span>
        {AGES.map(({ days, strength }) => (
          <AgeSwatch key={days} colour={first} strength={strength} days={days} />
        ))}
      </p>
      {hasCrossings && (
        <p class="signs">
          <span>{t("map.legend.crossing")}</span>
          {["OPEN", "RESTRICTED", "CLOSED", "UNKNOWN"].map((status) => (
            <SignSwatch key={status} status={status} />
          ))}
        </p>
      )}
      {crossings.value.length > 0 && <ArrowSwatch />}
    </details>
  );
}
