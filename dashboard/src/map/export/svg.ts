/** The map as a drawing of SVG: the same shapes, colours and patterns, to be worked on in a drawing program. */

import type { Geometry, Position } from "geojson";
import type { Map as MapLibre } from "maplibre-gl";
import type { States } from "../../data/replay";
import type { Ground } from "../ground";
import { lookOf, patternName, type Pattern } from "../look";
import { diagonals, dots, TILE } from "../patterns";
import { themeColour } from "../theme";
import type { Caption } from "./caption";

const CAPTION = 84;

type Project = (point: Position) => string;

export function svg(map: MapLibre, ground: Ground, states: States, passes: Uint8Array, caption: Caption): string {
  const { clientWidth: width, clientHeight: height } = map.getCanvas();
  const project: Project = ([longitude, latitude]) => {
    const { x, y } = map.project([longitude!, latitude!]);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  };
  const patterns = new Map<string, Pattern>();
  const places = placePaths(ground, states, passes, project, patterns);
  const land = ground.countries.all.features.map(({ geometry }) => pathOf(geometry, project)).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + CAPTION}" font-family="sans-serif">
<title>${escape(caption.title)}</title><desc>${escape(caption.source)}</desc>
<defs>${[...patterns].map(([name, pattern]) => tile(name, pattern)).join("")}<clipPath id="map"><rect width="${width}" height="${height}"/></clipPath></defs>
<rect width="100%" height="100%" fill="${themeColour("ground")}"/>
<g clip-path="url(#map)"><rect width="${width}" height="${height}" fill="${themeColour("water")}"/>
<path d="${land}" fill="${themeColour("land")}"/>
${places}
<path d="${land}" fill="none" stroke="${themeColour("quiet")}" stroke-width="1.4"/></g>
${captionLines(caption, height)}</svg>`;
}

function placePaths(
  { places, shapes }: Ground,
  states: States,
  passes: Uint8Array,
  project: Project,
  patterns: Map<string, Pattern>,
): string {
  const line = themeColour("quiet");
  return states.place.map((place, at) => {
    const id = places.at.get(place) ?? -1;
    const shape = shapes[id];
    if (!shape || !passes[at]) return "";
    const { colour, opacity, pattern } = lookOf(states, at);
    const d = pathOf(shape, project);
    const title = `<title>${escape(places.name[id]!)}</title>`;
    const base = `<path d="${d}" fill="${colour}" fill-opacity="${opacity.toFixed(2)}" stroke="${line}" stroke-width=".6">${title}</path>`;
    if (!pattern) return base;
    patterns.set(patternName(pattern), pattern);
    return `${base}<path d="${d}" fill="url(#${idOf(patternName(pattern))})"/>`;
  }).join("\n");
}

function pathOf(geometry: Geometry, project: Project): string {
  const ring = (points: Position[]) => `M${points.map(project).join("L")}`;
  if (geometry.type === "Polygon") return geometry.coordinates.map((points) => `${ring(points)}Z`).join("");
  if (geometry.type === "MultiPolygon") return geometry.coordinates.flat().map((points) => `${ring(points)}Z`).join("");
  if (geometry.type === "LineString") return ring(geometry.coordinates);
  if (geometry.type === "Point") return `M${project(geometry.coordinates)}m-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0Z`;
  return "";
}

const idOf = (name: string): string => name.replace(/\W+/g, "-");

function tile(name: string, pattern: Pattern): string {
  const drawn =
    pattern.shape === "dots"
      ? dots(pattern.colours).map(({ x, y, radius, colour }) => `<circle cx="${x}" cy="${y}" r="${radius}" fill="${colour}"/>`)
      : diagonals(pattern).map(
          ({ from, to, width, colour }) =>
            `<path d="M${from.join(" ")}L${to.join(" ")}" stroke="${colour}" stroke-width="${width.toFixed(2)}"/>`,
        );
  return `<pattern id="${idOf(name)}" width="${TILE}" height="${TILE}" patternUnits="userSpaceOnUse">${drawn.join("")}</pattern>`;
}

function captionLines({ title, holders, source }: Caption, top: number): string {
  const [text, quiet] = [themeColour("text"), themeColour("quiet")];
  const keys = holders.map(({ colour, text: words }, at) => {
    const x = 14 + at * 220;
    return `<rect x="${x}" y="${top + 36}" width="12" height="12" fill="${colour}"/><text x="${x + 18}" y="${top + 47}" font-size="13" fill="${text}">${escape(words)}</text>`;
  });
  return `<text x="14" y="${top + 24}" font-size="15" font-weight="600" fill="${text}">${escape(title)}</text>
${keys.join("")}
<text x="14" y="${top + 70}" font-size="11" fill="${quiet}">${escape(source)}</text>`;
}

function escape(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
