/** One map: the states at one pair of coordinates. */

import { effect, type ReadonlySignal } from "@preact/signals";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { useEffect, useRef } from "preact/hooks";
import type { States } from "../../data/replay";
import { crossingPoints } from "../../data/crossingPoints";
import { marks } from "../../data/marks";
import { passing } from "../../data/passing";
import { view } from "../../view/view";
import { ground } from "../ground";
import { beReady, isReady } from "../ready";
import { isDark } from "../theme";
import { Arrows } from "./arrows";
import { fit, rememberCamera } from "./camera";
import { createMap } from "./create";
import { writeNames } from "./names";
import { Painter } from "./paint";
import { Pointer } from "./pointer";
import { Signs } from "./signs";
import { repaint } from "./style";

interface Props {
  states: ReadonlySignal<States | null>;
  /** The first map has the buttons, and the address follows it. */
  isFirst: boolean;
  /** Called with the map when it can be drawn on, and with null when it goes. */
  onMap: (map: MapLibre | null) => void;
}

export function Canvas({ states, isFirst, onMap }: Props) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const map = createMap(element.current!, view.peek().camera, isFirst);
    if (isFirst) rememberCamera(map);
    const ends: (() => void)[] = [];
    map.once("load", () => {
      ends.push(...draw(map, states, isFirst));
      onMap(map);
    });
    return () => {
      onMap(null);
      ends.forEach((end) => end());
      map.remove();
    };
  }, []);
  return <div class="canvas" ref={element} />;
}

/** Keeps the map at what is known, from now on. Returns what ends each part. */
function draw(map: MapLibre, states: ReadonlySignal<States | null>, isFirst: boolean): (() => void)[] {
  const painter = new Painter(map);
  const signs = new Signs(map);
  new Pointer(map, states);
  let arrows: Arrows | undefined;
  return [
    effect(() => {
      if (!ground.value) return;
      const { places, shapes, countries } = ground.value;
      map.getSource<GeoJSONSource>("countries")!.setData(countries.all);
      painter.place(places, shapes);
      writeNames(map, places, shapes);
      arrows ??= new Arrows(map);
    }),
    effect(() => {
      if (!ground.value || !states.value) return;
      painter.paint(states.value, passing(states.value, view.value.filter, ground.value.all));
      if (isFirst) begin(map, states.value);
    }),
    effect(() => ring(painter, "selected", view.value.place ? [view.value.place] : [])),
    effect(() => ring(painter, "marks", marks.value)),
    effect(() => {
      if (ground.value) signs.draw(crossingPoints.value, ground.value.all);
    }),
    effect(() => {
      if (ground.value && states.value) arrows?.draw(states.value, ground.value);
    }),
    effect(() => {
      void isDark.value;
      repaint(map);
      arrows?.repaint();
    }),
  ];
}

function ring(painter: Painter, source: "selected" | "marks", places: Iterable<string>): void {
  if (ground.value) painter.ring(source, places);
}

/** Says that the first states are drawn; a reader who came without a camera is shown where something is known. */
function begin(map: MapLibre, states: States): void {
  if (isReady() || !ground.value) return;
  if (!view.peek().camera) fit(map, ground.value.places, ground.value.shapes, states);
  map.once("idle", beReady);
}
