/** Those who hold places, each with a colour that stays the same from one day to the next. */

import { signal } from "@preact/signals";
import { ask } from "../graphql/ask";

export interface Actor {
  id: string;
  name: string;
  side: string | null;
  colour: string;
}

/** Told apart by people who see colours differently (Okabe and Ito, 2008), in light and in dark. */
const COLOURS = ["#d55e00", "#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#b8a800", "#7f5fc0"];
export const NOBODY = "#9aa0a6";

export const actors = signal<ReadonlyMap<string, Actor>>(new Map());

const ACTORS = `query ($after: String) {
  actors(first: 500, after: $after) { nodes { id name side } pageInfo { endCursor hasNextPage } }
}`;

interface Page {
  actors: { nodes: Omit<Actor, "colour">[]; pageInfo: { endCursor: string | null; hasNextPage: boolean } };
}

export async function readActors(): Promise<void> {
  const all = new Map<string, Actor>();
  for (let after: string | null = null, more = true; more; ) {
    const { actors: page }: Page = await ask<Page>(ACTORS, { after });
    for (const actor of page.nodes) all.set(actor.id, { ...actor, colour: COLOURS[all.size % COLOURS.length]! });
    ({ endCursor: after, hasNextPage: more } = page.pageInfo);
  }
  actors.value = all;
}

export const colourOf = (id: string | null): string => (id ? actors.value.get(id)?.colour : null) ?? NOBODY;
export const nameOf = (id: string): string => actors.value.get(id)?.name ?? id;
