/** What stands open above the bar. */

import { signal } from "@preact/signals";

export const DRAWERS = ["learned", "numbers", "keys"] as const;
export type DrawerName = (typeof DRAWERS)[number];

/** Null: nothing. */
export const open = signal<DrawerName | null>(null);

/** Opens a drawer, or closes it where it is open. */
export function turn(name: DrawerName): void {
  open.value = open.peek() === name ? null : name;
}

/** Makes room for a place on screens where its panel lies behind the drawer. */
export function giveWay(): void {
  if (matchMedia("(max-width: 760px)").matches) open.value = null;
}
