/** What the states are painted on: the shapes of the places, and the countries around them. */

import { effect, signal } from "@preact/signals";
import type { Geometry } from "geojson";
import { gazetteer, type Gazetteer } from "../data/gazetteer";
import { located } from "../data/located";
import { readSurroundings, type Surroundings } from "../data/surroundings";
import { readCountries, type Countries } from "./geometry/countries";
import { shapesOf } from "./geometry/shapes";

export interface Ground {
  places: Gazetteer;
  /** One for each place, in the order of `places`; null: nobody knows where it lies. */
  shapes: (Geometry | null)[];
  all: Surroundings;
  countries: Countries;
}

export const ground = signal<Ground | null>(null);

/** Of more places than this part without an outline, the outlines around them are asked for, as limits of cells. */
const FEW = 0.2;

/** Keeps `ground` at the places of the view, from now on. */
export function keepGround(): void {
  effect(() => {
    const places = gazetteer.value;
    if (places) void lay(places);
  });
}

async function lay(places: Gazetteer): Promise<void> {
  const bare = places.outline.filter((outline) => !outline).length;
  const isBare = bare > places.place.length * FEW;
  const [all, countries] = await Promise.all([readSurroundings(isBare), readCountries()]);
  if (gazetteer.peek() !== places) return;
  ground.value = { places, shapes: shapesOf(places, countries, isBare ? all : null), all, countries };
}

/** Where a place lies, of whichever kind: its shape, else a point; null: nobody knows. */
export function whereOf({ places, shapes, all }: Ground, place: string): Geometry | null {
  const shape = shapes[places.at.get(place) ?? -1];
  const coordinates = shape ? null : located(all, place);
  return shape ?? (coordinates && { type: "Point", coordinates });
}
