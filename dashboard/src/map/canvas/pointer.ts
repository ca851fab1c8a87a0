/** What the pointer does on the map: it points at places, and opens them. */

import type { Map as MapLibre, MapMouseEvent, PointLike } from "maplibre-gl";
import { change, view } from "../../view/view";
import { hovered } from "../hovered";
import type { Layers } from "../layers";
import { TOUCHABLE } from "./style";

export class Pointer {
  private lit: number | undefined;

  constructor(
    private readonly map: MapLibre,
    private readonly layers: Layers,
  ) {
    map.on("mousemove", (event) => this.point(event));
    map.on("mouseout", () => this.leave());
    map.on("click", (event) => this.open(event));
  }

  private at(point: PointLike) {
    return this.map.queryRenderedFeatures(point, { layers: TOUCHABLE })[0];
  }

  private point({ point }: MapMouseEvent): void {
    const feature = this.at(point);
    const place = feature?.properties["place"] as string | undefined;
    const states = (feature?.source === "signs" ? this.layers.points : this.layers.states).peek();
    this.map.getCanvas().style.cursor = feature ? "pointer" : "";
    hovered.value = place && states ? { place, states, x: point.x, y: point.y } : null;
    this.light(feature?.source === "places" ? Number(feature.id) : undefined);
  }

  private leave(): void {
    hovered.value = null;
    this.light(undefined);
  }

  private light(id: number | undefined): void {
    if (id === this.lit) return;
    if (this.lit !== undefined) this.map.setFeatureState({ source: "places", id: this.lit }, { hover: false });
    if (id !== undefined) this.map.setFeatureState({ source: "places", id }, { hover: true });
    this.lit = id;
  }

  private open({ point }: MapMouseEvent): void {
    const place = this.at(point)?.properties["place"] as string | undefined;
    if (place) change({ place }, "push");
    else if (view.value.place) change({ place: null }, "push");
  }
}
