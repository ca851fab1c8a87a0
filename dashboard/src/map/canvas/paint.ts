/** Brings the states onto a map: only what is new since the last time is touched, so that a replay stays smooth. */

import type { Geometry } from "geojson";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import type { Gazetteer } from "../../data/gazetteer";
import type { States } from "../../data/replay";
import { lookOf, patternName, type Look } from "../look";
import { addPattern } from "./create";

/** How strong a place is that the filters leave out. */
const DIMMED = 0.15;
const EDGE = 0.55;

export class Painter {
  private places: Gazetteer | null = null;
  private shapes: (Geometry | null)[] = [];
  private painted: string[] = [];
  private patterned = "";

  constructor(private readonly map: MapLibre) {}

  /** Puts the places onto the map, without any state. */
  place(places: Gazetteer, shapes: (Geometry | null)[]): void {
    [this.places, this.shapes, this.painted, this.patterned] = [places, shapes, [], ""];
    this.map.removeFeatureState({ source: "places" });
    const features = shapes.flatMap((geometry, id) => {
      return geometry ? [{ type: "Feature" as const, id, geometry, properties: { place: places.place[id] } }] : [];
    });
    this.source("places").setData({ type: "FeatureCollection", features });
  }

  /** Colours each place by its state; `passes`: which of them the filters let through. */
  paint(states: States, passes: Uint8Array): void {
    if (!this.places) return;
    const patterns: [number, string, number][] = [];
    states.place.forEach((place, at) => {
      const id = this.places!.at.get(place);
      if (id === undefined) return;
      const part = passes[at] ? 1 : DIMMED;
      const look = lookOf(states, at);
      this.colour(id, look, states.exists[at] ? part : 0);
      if (look.pattern && states.exists[at]) patterns.push([id, patternName(look.pattern), part]);
    });
    this.hatch(patterns);
  }

  private colour(id: number, { colour, opacity, pattern }: Look, part: number): void {
    const rim = pattern ? pattern.colours.find((other) => other !== colour) : undefined;
    const key = [colour, opacity, part, rim].join();
    if (this.painted[id] === key) return;
    this.painted[id] = key;
    const state = { colour, opacity: opacity * part, edge: EDGE * part, rim: rim ?? null };
    this.map.setFeatureState({ source: "places", id }, state);
  }

  /** Patterns cannot be a state of a feature: the few places that have one are a source of their own. */
  private hatch(patterns: [id: number, name: string, part: number][]): void {
    const key = patterns.join(";");
    if (key === this.patterned) return;
    this.patterned = key;
    const features = patterns.flatMap(([id, pattern, opacity]) => {
      addPattern(this.map, pattern);
      const geometry = this.shapes[id];
      return geometry ? [{ type: "Feature" as const, geometry, properties: { pattern, opacity } }] : [];
    });
    this.source("patterns").setData({ type: "FeatureCollection", features });
  }

  /** Draws a line around places: `selected` for the chosen one, `marks` for those that a list points at. */
  ring(source: "selected" | "marks", places: Iterable<string>): void {
    const features = [...places].flatMap((place) => {
      const geometry = this.shapes[this.places?.at.get(place) ?? -1];
      return geometry ? [{ type: "Feature" as const, geometry, properties: {} }] : [];
    });
    this.source(source).setData({ type: "FeatureCollection", features });
  }

  private source(name: string): GeoJSONSource {
    return this.map.getSource(name)!;
  }
}
