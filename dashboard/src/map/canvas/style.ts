/** The sources and layers of the map. It asks nobody for tiles, glyphs or signs: all is made in this page. */

import type { ExpressionSpecification, LayerSpecification, Map as MapLibre, SourceSpecification, StyleSpecification } from "maplibre-gl";
import { themeColour } from "../theme";

const EMPTY: SourceSpecification = { type: "geojson", data: { type: "FeatureCollection", features: [] } };

const stateOf = (name: string): ExpressionSpecification => ["feature-state", name];
/** The colour that `paint` gives to a place. */
const COLOUR: ExpressionSpecification = ["to-color", ["coalesce", stateOf("colour"), "#9aa0a6"]];
const STRENGTH: ExpressionSpecification = ["coalesce", stateOf("opacity"), 0];
const EMPHASIS: ExpressionSpecification = [
  "case",
  ["boolean", stateOf("selected"), false],
  3,
  ["boolean", stateOf("hover"), false],
  2,
  0.6,
];
const isShape = (shape: string): ExpressionSpecification => ["==", ["geometry-type"], shape];

const SOURCES = ["countries", "places", "patterns", "selected", "marks", "names", "signs", "arrows"];

/** Layers that answer to the pointer, the uppermost first. */
export const TOUCHABLE = ["signs", "spots", "lines", "areas"];

export function baseStyle(): StyleSpecification {
  return {
    version: 8,
    sources: Object.fromEntries(SOURCES.map((source) => [source, EMPTY])),
    layers: [
      { id: "ground", type: "background", paint: { "background-color": themeColour("water") } },
      { id: "land", type: "fill", source: "countries", paint: { "fill-color": themeColour("land") } },
      ...placeLayers(),
      ...borderLayers(),
      ...ringLayers("marks", themeColour("accent")),
      ...ringLayers("selected", themeColour("text")),
      ...nameLayers(),
      ...signLayers(),
      ...arrowLayers(),
    ],
  };
}

function placeLayers(): LayerSpecification[] {
  const outline = themeColour("quiet");
  return [
    {
      id: "areas",
      type: "fill",
      source: "places",
      filter: isShape("Polygon"),
      paint: { "fill-color": COLOUR, "fill-opacity": STRENGTH, "fill-antialias": false },
    },
    {
      id: "patterns",
      type: "fill",
      source: "patterns",
      paint: { "fill-pattern": ["get", "pattern"], "fill-opacity": ["get", "opacity"] },
    },
    {
      id: "edges",
      type: "line",
      source: "places",
      filter: isShape("Polygon"),
      paint: { "line-color": outline, "line-width": EMPHASIS, "line-opacity": ["coalesce", stateOf("edge"), 0] },
    },
    {
      id: "lines",
      type: "line",
      source: "places",
      filter: isShape("LineString"),
      paint: { "line-color": COLOUR, "line-width": 4, "line-opacity": STRENGTH },
    },
    {
      id: "spots",
      type: "circle",
      source: "places",
      filter: isShape("Point"),
      paint: {
        "circle-color": COLOUR,
        "circle-opacity": STRENGTH,
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 4, 3, 8, 7],
        "circle-stroke-color": ["to-color", ["coalesce", stateOf("rim"), outline]],
        "circle-stroke-width": ["case", ["to-boolean", stateOf("rim")], 2.5, ["/", EMPHASIS, 1.2]],
        "circle-stroke-opacity": ["coalesce", stateOf("edge"), 0],
      },
    },
  ];
}

function borderLayers(): LayerSpecification[] {
  return [
    {
      id: "borders",
      type: "line",
      source: "countries",
      layout: { "line-join": "round" },
      paint: { "line-color": themeColour("quiet"), "line-width": 1.4, "line-opacity": 0.75 },
    },
  ];
}

/** A line around places, with a lighter one under it that keeps it visible on any colour. */
function ringLayers(source: string, colour: string): LayerSpecification[] {
  const isPoint = isShape("Point");
  const line = (id: string, color: string, width: number): LayerSpecification => ({
    id: `${source}-${id}`,
    type: "line",
    source,
    layout: { "line-join": "round" },
    paint: { "line-color": color, "line-width": width },
  });
  return [
    line("halo", themeColour("ground"), 6),
    line("line", colour, 3),
    {
      id: `${source}-circle`,
      type: "circle",
      source,
      filter: isPoint,
      paint: { "circle-opacity": 0, "circle-radius": 12, "circle-stroke-color": colour, "circle-stroke-width": 3 },
    },
  ];
}

/** Names where there is room for them. Letters are drawn by the browser, without a glyph server. */
function nameLayers(): LayerSpecification[] {
  return [
    {
      id: "names",
      type: "symbol",
      source: "names",
      minzoom: 5.5,
      layout: {
        "text-field": ["get", "name"],
        "symbol-sort-key": ["get", "rank"],
        "text-size": ["interpolate", ["linear"], ["zoom"], 6, 11, 10, 14],
        "text-max-width": 7,
        "text-font": ["sans-serif"],
        "text-padding": 6,
        "text-variable-anchor": ["center", "top", "bottom", "left", "right"],
        "text-radial-offset": 1,
      },
      paint: { "text-color": themeColour("text"), "text-halo-color": themeColour("ground"), "text-halo-width": 1.6 },
    },
  ];
}

function signLayers(): LayerSpecification[] {
  return [
    {
      id: "signs",
      type: "symbol",
      source: "signs",
      layout: { "icon-image": ["get", "icon"], "icon-allow-overlap": true, "icon-size": 1 },
      paint: { "icon-opacity": ["get", "opacity"] },
    },
  ];
}

function arrowLayers(): LayerSpecification[] {
  const colour = themeColour("text");
  return [
    {
      id: "arrow-shafts",
      type: "line",
      source: "arrows",
      filter: isShape("LineString"),
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": colour, "line-width": ["get", "width"], "line-opacity": 0.85 },
    },
    {
      id: "arrow-heads",
      type: "symbol",
      source: "arrows",
      filter: isShape("Point"),
      layout: {
        "icon-image": "arrow-head",
        "text-field": ["get", "label"],
        "text-font": ["sans-serif"],
        "text-size": 14,
        "text-anchor": "bottom",
        "text-offset": [0, -0.9],
        "text-allow-overlap": true,
        "icon-rotate": ["get", "bearing"],
        "icon-rotation-alignment": "map",
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
      paint: { "text-color": colour, "text-halo-color": themeColour("ground"), "text-halo-width": 2.5 },
    },
  ];
}

/** Takes over the colours of the theme that is on now. */
export function repaint(map: MapLibre): void {
  for (const layer of baseStyle().layers) {
    for (const [property, value] of Object.entries(layer.paint ?? {})) map.setPaintProperty(layer.id, property as never, value as never);
  }
}
