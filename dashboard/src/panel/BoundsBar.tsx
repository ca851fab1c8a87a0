/** A number between its bounds: solid up to what is certain, hatched up to what is possible, fading where it is open. */

import type { Bounds } from "../words/numbers";
import { range } from "../words/numbers";

interface Props {
  label: string;
  count: Bounds;
  /** The number at the end of the bar. */
  most: number;
}

export function BoundsBar({ label, count: { low, high }, most }: Props) {
  const part = (number: number) => `${(number / most) * 100}%`;
  const certain = low ?? 0;
  return (
    <div class="bounds">
      <span class="bounds-label">{label}</span> <b>{range(low, high)}</b>
      <div class="bounds-bar" aria-hidden="true">
        <i class="bounds-certain" style={{ inlineSize: part(certain) }} />
        {high === null ? (
          <i class="bounds-open" style={{ insetInlineStart: part(certain) }} />
        ) : (
          <i class="bounds-possible" style={{ insetInlineStart: part(certain), inlineSize: part(high - certain) }} />
        )}
      </div>
    </div>
  );
}

/** A round end for bars of these numbers, a little beyond the greatest. */
export function mostOf(counts: Bounds[]): number {
  const greatest = Math.max(1, ...counts.map(({ low, high }) => high ?? (low ?? 0) * 1.4));
  return greatest * 1.05;
}
