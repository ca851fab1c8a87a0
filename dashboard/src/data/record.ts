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
  countries: { name: string }[];
  kinds: { kind: string; count: number }[];
}

export const bounds = signal<Bounds | null>(null);

/** How many events have come in a moment ago, while the page was looked at. */
export const news = signal(0);
/** For so long, in milliseconds, they are news. */
const NEWS = 7_000;

const BOUNDS = "{ log { head firstDay lastDay firstKnown lastKnown countries { name } kinds { kind count } } }";

export async function readBounds(): Promise<Bounds> {
  const { log } = await ask<{ log: Bounds }>(BOUNDS);
  bounds.value = log;
  return log;
}

/** Reads the bounds anew whenever something is recorded; a batch of events counts as one. */
export function watch(): () => void {
  let pending: ReturnType<typeof setTimeout> | undefined;
  let heard = 0;
  const read = () => {
    tell(heard);
    heard = 0;
    void readBounds();
  };
  return follow(bounds.value?.head ?? 0, () => {
    heard++;
    clearTimeout(pending);
    pending = setTimeout(read, 150);
  });
}

let old: ReturnType<typeof setTimeout> | undefined;

function tell(count: number): void {
  clearTimeout(old);
  news.value += count;
  old = setTimeout(() => (news.value = 0), NEWS);
}
