/** What the log says of itself: how far it reaches, and which kinds of places it has. */

import { signal } from "@preact/signals";
import { ask } from "../graphql/ask";
import { follow } from "../graphql/follow";

export interface Bounds {
  head: number;
  firstDay: string | null;
  lastDay: string | null;
  firstKnown: string | null;
  lastKnown: string | null;
  kinds: { kind: string; count: number }[];
}

export const bounds = signal<Bounds | null>(null);

const BOUNDS = "{ log { head firstDay lastDay firstKnown lastKnown kinds { kind count } } }";

export async function readBounds(): Promise<Bounds> {
  const { log } = await ask<{ log: Bounds }>(BOUNDS);
  bounds.value = log;
  return log;
}

/** Reads the bounds anew whenever something is recorded; a batch of events counts as one. */
export function watch(): () => void {
  let pending: ReturnType<typeof setTimeout> | undefined;
  return follow(bounds.value?.head ?? 0, () => {
    clearTimeout(pending);
    pending = setTimeout(() => void readBounds(), 150);
  });
}
