/** The map as a drawing of SVG: the same shapes, colours and patterns, to be worked on in a drawing program. */

import type { Geometry, Position } from "geojson";
import type { Map as MapLibre } from "maplibre-gl";
import { crossings } from "../../data/crossings";
import type { States } from "../../data/replay";
import { waysOf } from "../crossingWays";
import type { Ground } from "../ground";
import { lookOf, patternName, type Pattern } from "../look";
import { themeColour } from "../theme";
import type { Caption } from "./caption";
import { arrow, captionLines, escape, patternId, tile } from "./svgParts";

const CAPTION = 84;

/** Pixels of a point on the map. */
type Project = (point: Position) => [number, number];

interface Drawing {
  width: number;
  height: number;
  project: Project;
  patterns: Map<string, Pattern>;
}

export function svg(map: MapLibre, ground: Ground, states: States, passes: Uint8Array, caption: Caption): string {
  const { clientWidth: width, clientHeight: height } = map.getCanvas();
  const project: Project = ([longitude, latitude]) => {
    const { x, y } = map.project([longitude!, latitude!]);
    return [x, y];
  };
  const drawing = { width, height, project, patterns: new Map<string, Pattern>() };
  const places = states.place.map((_, at) => (passes[at] ? placePath(drawing, ground, states, at) : "")).join("");
  const land = ground.countries.all.features.map(({ geometry }) => pathOf(geometry, drawing)).join("");
  const ways = waysOf(crossings.peek(), states, ground).map(({ from, to, width, label }) => arrow(project(from), project(to), width, label));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + CAPTION}" font-family="sans-serif">
<title>${escape(caption.title)}</title><desc>${escape(caption.source)}</desc>
<defs>${[...drawing.patterns.values()].map(tile).join("")}
<clipPath id="map"><rect width="${width}" height="${height}"/></clipPath></defs>
<rect width="100%" height="100%" fill="${themeColour("ground")}"/>
<g clip-path="url(#map)"><rect width="${width}" height="${height}" fill="${themeColour("water")}"/>
<path d="${land}" fill="${themeColour("land")}"/>
${places}
<path d="${land}" fill="none" stroke="${themeColour("quiet")}" stroke-width="1.4"/>
${ways.join("")}</g>
${captionLines(caption, height)}</svg>`;
}

function placePath(drawing: Drawing, { places, shapes }: Ground, states: States, at: number): string {
  const id = places.at.get(states.place[at]!) ?? -1;
  const d = shapes[id] ? pathOf(shapes[id], drawing) : "";
  if (!d) return "";
  const { colour, opacity, pattern } = lookOf(states, at);
  const title = `<title>${escape(places.name[id]!)}</title>`;
  const edge = `stroke="${themeColour("quiet")}" stroke-width=".6"`;
  const base = `<path d="${d}" fill="${colour}" fill-opacity="${opacity.toFixed(2)}" ${edge}>${title}</path>\n`;
  if (!pattern) return base;
  drawing.patterns.set(patternName(pattern), pattern);
  return `${base}<path d="${d}" fill="url(#${patternId(pattern)})"/>\n`;
}

/** The path of what lies in the picture; empty: nothing does. */
function pathOf(geometry: Geometry, drawing: Drawing): string {
  const { type } = geometry;
  if (type === "Polygon") return geometry.coordinates.map((ring) => line(ring, drawing, "Z")).join("");
  if (type === "MultiPolygon") return geometry.coordinates.flat().map((ring) => line(ring, drawing, "Z")).join("");
  if (type === "LineString") return line(geometry.coordinates, drawing, "");
  if (type !== "Point") return "";
  const [x, y] = drawing.project(geometry.coordinates);
  return `M${x.toFixed(1)} ${y.toFixed(1)}m-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0Z`;
}

function line(points: Position[], { project, width, height }: Drawing, end: string): string {
  const pixels = points.map(project);
  const [x, y] = [pixels.map((pixel) => pixel[0]), pixels.map((pixel) => pixel[1])];
  const isAside = Math.max(...x) < 0 || Math.min(...x) > width || Math.max(...y) < 0 || Math.min(...y) > height;
  return isAside ? "" : `M${pixels.map(([px, py]) => `${px.toFixed(1)} ${py.toFixed(1)}`).join("L")}${end}`;
}
