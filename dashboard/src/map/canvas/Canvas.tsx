/** One map: the states at one pair of coordinates. */

import { computed, effect } from "@preact/signals";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { useEffect, useRef } from "preact/hooks";
import type { States } from "../../data/replay";
import { marks } from "../../data/marks";
import { passing } from "../../data/passing";
import { view } from "../../view/view";
import { ground, whereOf } from "../ground";
import type { Layers } from "../layers";
import { beReady, isReady } from "../ready";
import { isDark } from "../theme";
import { Arrows } from "./arrows";
import { begin, lastCamera, rememberCamera, reveal } from "./camera";
import { createMap } from "./create";
import { writeNames } from "./names";
import { Painter } from "./paint";
import { Pointer } from "./pointer";
import { Signs } from "./signs";
import { repaint } from "./style";

interface Props {
  layers: Layers;
  /** What a screen reader calls it. */
  label: string;
  /** The first map has the buttons, and the address follows it. */
  isFirst: boolean;
  /** Called with the map when it can be drawn on, and with null when it goes. */
  onMap: (map: MapLibre | null) => void;
}

export function Canvas({ layers, label, isFirst, onMap }: Props) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const map = createMap(element.current!, lastCamera(), isFirst, label);
    if (isFirst) rememberCamera(map);
    const ends: (() => void)[] = [];
    map.once("load", () => {
      ends.push(...draw(map, layers, isFirst));
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

const chosen = computed(() => view.value.place);

/** Keeps the map at what is known, from now on. Returns what ends each part. */
function draw(map: MapLibre, layers: Layers, isFirst: boolean): (() => void)[] {
  const { states, points, crossings } = layers;
  const painter = new Painter(map);
  const signs = new Signs(map);
  new Pointer(map, layers);
  let arrows: Arrows | undefined;
  return [
    effect(() => {
      if (!ground.value) return;
      const { places, shapes, countries } = ground.value;
      map.getSource<GeoJSONSource>("countries")!.setData(countries.all);
      painter.place(places, shapes);
      arrows ??= new Arrows(map);
    }),
    effect(() => {
      if (ground.value) writeNames(map, ground.value.places, ground.value.shapes, chosen.value);
    }),
    effect(() => {
      if (!ground.value || !states.value) return;
      painter.paint(states.value, passing(states.value, view.value.filter, ground.value.all));
      if (isFirst) present(map, states.value);
    }),
    effect(() => {
      if (isFirst && ground.value) reveal(map, chosen.value === null ? null : whereOf(ground.value, chosen.value));
    }),
    effect(() => ring(painter, "selected", view.value.place ? [view.value.place] : [])),
    effect(() => ring(painter, "marks", marks.value)),
    effect(() => {
      if (ground.value) signs.draw(points.value, ground.value.all);
    }),
    effect(() => {
      if (ground.value && states.value) arrows?.draw(crossings.value, states.value, ground.value);
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
function present(map: MapLibre, states: States): void {
  if (!ground.value) return;
  begin(map, ground.value, states);
  if (!isReady()) map.once("idle", beReady);
}
