/** Border crossing points as signs: the colour says who holds one, the mark in it whether people can pass. */

import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { colourOf } from "../../data/actors";
import { located } from "../../data/located";
import type { States } from "../../data/replay";
import type { Surroundings } from "../../data/surroundings";
import { drawSign, signName } from "../sign";

export class Signs {
  private drawn = "";

  constructor(private readonly map: MapLibre) {}

  draw(states: States | null, all: Surroundings): void {
    const features = (states?.place ?? []).flatMap((place, at) => {
      const coordinates = states!.exists[at] ? located(all, place) : null;
      if (!coordinates) return [];
      const icon = this.icon(colourOf(states!.holder[at]!), states!.status[at] ?? "UNKNOWN");
      const opacity = states!.certainty[at] === "ESTABLISHED" || !states!.holder[at] ? 1 : 0.7;
      const geometry = { type: "Point" as const, coordinates };
      return [{ type: "Feature" as const, geometry, properties: { place, icon, opacity } }];
    });
    const key = JSON.stringify(features);
    if (key === this.drawn) return;
    this.drawn = key;
    this.map.getSource<GeoJSONSource>("signs")!.setData({ type: "FeatureCollection", features });
  }

  private icon(colour: string, status: string): string {
    const name = signName(colour, status);
    if (!this.map.hasImage(name)) this.map.addImage(name, drawSign(colour, status, 2), { pixelRatio: 2 });
    return name;
  }
}
