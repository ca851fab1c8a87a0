/** People who crossed a border, as arrows with how many they were. */

import { Marker, type GeoJSONSource, type Map as MapLibre } from "maplibre-gl";
import type { Feature } from "geojson";
import { crossings, crossingsAround, type Crossing } from "../../data/crossings";
import { located } from "../../data/located";
import type { States } from "../../data/replay";
import type { Surroundings } from "../../data/surroundings";
import { boundsText } from "../../words/counts";
import { t } from "../../words/words";
import { themeColour } from "../theme";
import type { Countries } from "../geometry/countries";
import { middleOf, wayOf, type Way } from "../geometry/ways";

export class Arrows {
  private drawn = "";
  private labels: Marker[] = [];

  constructor(
    private readonly map: MapLibre,
    private readonly countries: Countries,
  ) {
    map.addImage("arrow-head", drawHead(), { pixelRatio: 2 });
  }

  draw(states: States, all: Surroundings): void {
    const shown = crossingsAround(crossings.value, states.date);
    const key = JSON.stringify([shown, all.place.length]);
    if (key === this.drawn) return;
    this.drawn = key;
    const known = states.place.filter((_, at) => states.certainty[at] !== "UNKNOWN");
    const news = middleOf(known.map((place) => located(all, place)).filter((point) => point !== null));
    const ways = shown.flatMap((crossing) => {
      const way = wayOf(crossing, all, this.countries, news);
      return way ? [{ crossing, way }] : [];
    });
    const features = ways.flatMap(({ crossing, way }) => featuresOf(crossing, way));
    this.map.getSource<GeoJSONSource>("arrows")!.setData({ type: "FeatureCollection", features });
    this.labels.forEach((label) => label.remove());
    this.labels = ways.map(({ crossing, way }) => this.label(crossing, way));
  }

  /** Takes over the colours of the theme. */
  repaint(): void {
    this.map.updateImage("arrow-head", drawHead());
  }

  private label({ count }: Crossing, { to }: Way): Marker {
    const element = document.createElement("div");
    element.className = "crossing-label";
    element.textContent = t("map.crossing.people", { count: boundsText(count) });
    return new Marker({ element, anchor: "bottom", offset: [0, -10] }).setLngLat(to).addTo(this.map);
  }
}

function featuresOf({ count }: Crossing, { from, to }: Way): Feature[] {
  const people = count.best ?? count.low ?? count.high ?? 1;
  const width = 2 + Math.min(Math.log10(Math.max(people, 1)), 4);
  const across = (to[0] - from[0]) * Math.cos((to[1] * Math.PI) / 180);
  const bearing = (Math.atan2(across, to[1] - from[1]) * 180) / Math.PI;
  return [
    { type: "Feature", geometry: { type: "LineString", coordinates: [from, to] }, properties: { width } },
    { type: "Feature", geometry: { type: "Point", coordinates: to }, properties: { bearing } },
  ];
}

function drawHead(): ImageData {
  const context = new OffscreenCanvas(40, 40).getContext("2d")!;
  context.fillStyle = themeColour("text");
  context.fill(new Path2D("M20 2 34 32 20 25 6 32Z"));
  return context.getImageData(0, 0, 40, 40);
}
