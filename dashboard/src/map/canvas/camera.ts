/** Where the map looks first: at the places of which anything is known, else at all of them. */

import type { Geometry } from "geojson";
import type { Map as MapLibre } from "maplibre-gl";
import type { Gazetteer } from "../../data/gazetteer";
import type { States } from "../../data/replay";
import type { Camera } from "../../view/coordinates";
import { change, view } from "../../view/view";
import { whereOf, type Ground } from "../ground";
import { boxAround } from "../geometry/rings";
import type { Point } from "../geometry/clip";

export function begin(map: MapLibre, ground: Ground, states: States): void {
  if (lastCamera()) return;
  const { places, shapes } = ground;
  fit(map, places, shapes, states);
  kept = cameraOf(map);
  const { place } = view.peek();
  if (place) reveal(map, whereOf(ground, place));
  // The parts around the map come one after the other, and each changes its size.
  map.on("resize", () => {
    if (!isMoved) fit(map, places, shapes, states);
  });
}

function fit(map: MapLibre, places: Gazetteer, shapes: (Geometry | null)[], states: States): void {
  const known = states.place.filter((_, at) => states.certainty[at] !== "UNKNOWN");
  const points = (ids: string[]) => ids.flatMap((id) => pointsOf(shapes[places.at.get(id) ?? -1] ?? null));
  const box = boxAround(points(known)) ?? boxAround(points(places.place));
  if (!box) return;
  const { west, south, east, north } = box;
  map.fitBounds([west, south, east, north], { padding: paddingOf(map), animate: false, maxZoom: 8 });
}

/** Pixels at the edges that the legend and the buttons lie on. */
function paddingOf(map: MapLibre) {
  const { clientWidth, clientHeight } = map.getContainer();
  const beside = clientWidth > 900 ? 300 : 24;
  return { top: 36, bottom: clientHeight > 400 ? 48 : 24, left: beside, right: 60 };
}

function pointsOf(geometry: Geometry | null): Point[] {
  if (!geometry || geometry.type === "GeometryCollection") return [];
  const flat = (geometry.coordinates as unknown[]).flat(Infinity) as number[];
  return Array.from({ length: flat.length / 2 }, (_, at) => [flat[at * 2]!, flat[at * 2 + 1]!]);
}

let endLast = (): void => {};

/**
 * Moves the map, where it must, so that a place that was opened is neither outside nor behind the panel, until another
 * one is opened, the panel is closed (null), or the reader moves the map.
 */
export function reveal(map: MapLibre, shape: Geometry | null): void {
  endLast();
  const box = boxAround(pointsOf(shape));
  if (!box || !lastCamera()) return;
  const center: [number, number] = [(box.west + box.east) / 2, (box.south + box.north) / 2];
  // The panel that the place opens is there only after the page is drawn again, and grows with what is read.
  const growing = new ResizeObserver(() => bringIn(map, center));
  const frame = requestAnimationFrame(() => growing.observe(document.querySelector(".panel") ?? map.getContainer()));
  endLast = () => {
    cancelAnimationFrame(frame);
    growing.disconnect();
  };
}

function bringIn(map: MapLibre, center: [number, number]): void {
  const { x, y } = map.project(center);
  const { clientWidth, clientHeight } = map.getContainer();
  const bottom = clientHeight - sheetHeight(map.getContainer());
  if (x > 20 && x < clientWidth - 20 && y > 20 && y < bottom - 20) return;
  isMoved = true;
  map.easeTo({ center, offset: [0, (bottom - clientHeight) / 2], animate: !matchMedia("(prefers-reduced-motion)").matches });
}

/** How much of the map the panel covers from below, in pixels: nothing where it stands beside it. */
function sheetHeight(container: HTMLElement): number {
  const panel = document.querySelector(".panel")?.getBoundingClientRect();
  const map = container.getBoundingClientRect();
  return panel && panel.left < map.right - 1 ? Math.max(map.bottom - panel.top, 0) : 0;
}

let kept: Camera | null = null;
/** Whether the map has been moved since it was fitted. */
let isMoved = false;

/** Where the reader left the map when a table took its place, else where the address says; null: nowhere yet. */
export const lastCamera = (): Camera | null => kept ?? view.peek().camera;

function cameraOf(map: MapLibre): Camera {
  const { lng: longitude, lat: latitude } = map.getCenter();
  return { longitude, latitude, zoom: map.getZoom() };
}

/** Keeps the address at where the reader has moved the map. */
export function rememberCamera(map: MapLibre): void {
  let isByReader = false;
  map.on("movestart", ({ originalEvent }) => originalEvent && endLast());
  map.on("remove", () => endLast());
  // The end of a move that slows down by itself no longer says who began it.
  map.on("movestart", ({ originalEvent }) => (isByReader ||= originalEvent !== undefined));
  map.on("wheel", () => (isByReader = true));
  map.on("moveend", () => {
    // Before it is fitted, it looks nowhere.
    if (kept || isByReader) kept = cameraOf(map);
    if (!isByReader) return;
    [isMoved, isByReader] = [true, false];
    change({ camera: kept });
  });
}
