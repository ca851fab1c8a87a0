/** People who crossed a border, as arrows with how many they were. */

import type { Feature } from "geojson";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { waysOf, type CrossingWay } from "../crossingWays";
import type { Crossing } from "../../data/crossings";
import type { States } from "../../data/replay";
import type { Ground } from "../ground";
import { themeColour } from "../theme";

export class Arrows {
  private drawn = "";

  constructor(private readonly map: MapLibre) {
    map.addImage("arrow-head", drawHead(), { pixelRatio: 2 });
  }

  draw(crossings: readonly Crossing[], states: States, ground: Ground): void {
    const features = waysOf(crossings, states, ground).flatMap(featuresOf);
    const key = JSON.stringify(features);
    if (key === this.drawn) return;
    this.drawn = key;
    this.map.getSource<GeoJSONSource>("arrows")!.setData({ type: "FeatureCollection", features });
  }

  /** Takes over the colours of the theme. */
  repaint(): void {
    this.map.updateImage("arrow-head", drawHead());
  }
}

function featuresOf({ from, to, width, label }: CrossingWay): Feature[] {
  const across = (to[0] - from[0]) * Math.cos((to[1] * Math.PI) / 180);
  const bearing = (Math.atan2(across, to[1] - from[1]) * 180) / Math.PI;
  return [
    { type: "Feature", geometry: { type: "LineString", coordinates: [from, to] }, properties: { width } },
    { type: "Feature", geometry: { type: "Point", coordinates: to }, properties: { bearing, label } },
  ];
}

function drawHead(): ImageData {
  const context = new OffscreenCanvas(40, 40).getContext("2d")!;
  context.fillStyle = themeColour("text");
  context.fill(new Path2D("M20 2 34 32 20 25 6 32Z"));
  return context.getImageData(0, 0, 40, 40);
}
