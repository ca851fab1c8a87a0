/** Small samples of what the map draws. */

import { t, term } from "../../words/words";
import type { Pattern } from "../look";
import { DIAMOND, MARKS } from "../sign";
import { PatternTile } from "../svg/PatternTile";

export function PatternSwatch({ base, part, pattern, label }: { base: string; part: number; pattern: Pattern; label: string }) {
  const id = `key-${pattern.shape}`;
  return (
    <span class="sample">
      <svg width="28" height="18" aria-hidden="true">
        <defs>
          <PatternTile id={id} pattern={pattern} />
        </defs>
        <rect width="28" height="18" rx="3" fill={base} fill-opacity={part} />
        <rect width="28" height="18" rx="3" fill={`url(#${id})`} />
      </svg>
      {label}
    </span>
  );
}

export function AgeSwatch({ colour, strength, days }: { colour: string; strength: number; days: number }) {
  return (
    <span class="sample age">
      <svg width="18" height="14" aria-hidden="true">
        <rect width="18" height="14" rx="3" fill={colour} fill-opacity={strength} />
      </svg>
      {days === Infinity ? t("map.legend.older") : `≤ ${days}`}
    </span>
  );
}

export function SignSwatch({ status }: { status: string }) {
  return (
    <span class="sample">
      <svg width="18" height="18" viewBox="0 0 24 24" aria-hidden="true">
        <path d={DIAMOND} fill="#5f6368" />
        <path d={MARKS[status]} fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round" />
      </svg>
      {term("status", status)}
    </span>
  );
}

export function ArrowSwatch() {
  return (
    <span class="sample">
      <svg width="28" height="18" viewBox="0 0 28 18" fill="none" stroke="currentColor" stroke-width="2.5" aria-hidden="true">
        <path d="M2 9h16" />
        <path d="M17 3.5 26 9l-9 5.5 2.5-5.5Z" fill="currentColor" stroke="none" />
      </svg>
      {t("map.legend.arrow")}
    </span>
  );
}
