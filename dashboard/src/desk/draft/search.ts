/** What is looked up while it is typed. */

import { ask } from "../../graphql/ask";
import { t } from "../../words/words";
import { actors } from "../../data/actors";
import type { Choice } from "./draft";
import { term } from "./terms";

/** A choice as it is offered. */
export interface Offer extends Choice {
  /** What tells it apart from others of its name. */
  note: string;
}

export interface Offers {
  offers: Offer[];
  /** To be said above the list: that several places have the name, say. */
  hint: string | null;
}

interface Match {
  ambiguous: boolean;
  matched: string;
  place: { id: string; name: string; kind: string; ancestors: { name: string }[] };
}

const PLACES = `query ($name: String!, $on: Date) {
  resolvePlace(name: $name, on: $on, first: 8) { ambiguous matched place { id name kind ancestors { name } } }
}`;

/** Places by any spelling of their name, as they were on a day. */
export async function findPlaces(name: string, on: string | null, signal: AbortSignal): Promise<Offers> {
  const { resolvePlace } = await ask<{ resolvePlace: Match[] }>(PLACES, { name, on }, signal);
  const offers = resolvePlace.map(({ place, matched }) => ({
    id: place.id,
    label: placeLabel(place),
    note: matched === place.name ? "" : matched,
  }));
  const isAmbiguous = resolvePlace.some(({ ambiguous }) => ambiguous);
  return { offers, hint: isAmbiguous ? t("desk.place.ambiguous") : null };
}

/** "Imam Sahib, district, Kunduz, Afghanistan". */
export function placeLabel({ name, kind, ancestors }: Match["place"]): string {
  return [name, term("kind", kind), ...ancestors.map((place) => place.name)].join(", ");
}

export async function findActors(name: string): Promise<Offers> {
  const wanted = name.toLocaleLowerCase();
  const all = [...actors.value.values()];
  const matching = all.filter((actor) => `${actor.name} ${actor.id}`.toLocaleLowerCase().includes(wanted));
  const offers = matching.slice(0, 12).map(({ id, name, side }) => ({ id, label: name, note: side ?? "" }));
  return { offers, hint: null };
}

/** Those of exactly this name. */
export function actorsNamed(name: string): { id: string; name: string }[] {
  const wanted = name.toLocaleLowerCase();
  return [...actors.value.values()].filter((actor) => actor.name.toLocaleLowerCase() === wanted || actor.id === name);
}

interface FoundSource {
  id: string;
  name: string;
  publisher: string | null;
  published: string | null;
}

const SOURCES = "query ($text: String!) { sources(text: $text, first: 12) { nodes { id name publisher published } } }";

export async function findSources(text: string, signal: AbortSignal): Promise<Offers> {
  const { sources } = await ask<{ sources: { nodes: FoundSource[] } }>(SOURCES, { text }, signal);
  const offers = sources.nodes.map(({ id, name, published }) => ({ id, label: name, note: published ?? "" }));
  return { offers, hint: null };
}
