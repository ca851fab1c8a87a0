/** The outlines of all countries (Natural Earth, by the package world-atlas), as a ground for the map. */

import type { Feature, FeatureCollection, MultiLineString, MultiPolygon, Polygon, Position } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, GeometryObject, Topology } from "topojson-specification";
import atlasUrl from "world-atlas/countries-50m.json?url";
import { isWithin, type Point } from "./clip";
import { ringsOf } from "./rings";

type Named = { name: string };
type Atlas = Topology<{ countries: GeometryCollection<Named> }>;
export type Country = Feature<Polygon | MultiPolygon, Named>;

export class Countries {
  readonly all: FeatureCollection<Polygon | MultiPolygon, Named>;

  constructor(private readonly atlas: Atlas) {
    const features = feature(atlas, atlas.objects.countries).features as Country[];
    features.forEach(({ geometry }) => polygonsOf(geometry).flat().forEach(unwrap));
    this.all = { type: "FeatureCollection", features };
  }

  /** The country that a point lies in. */
  around(point: Point): Country | undefined {
    return this.all.features.find((country) => isWithin(point, ringsOf(country.geometry)));
  }

  named(name: string): Country | undefined {
    const wanted = name.toLowerCase();
    return this.all.features.find((country) => country.properties.name.toLowerCase() === wanted);
  }

  /** The border that two countries share, by their names; empty where they have none. */
  border(first: string, second: string): MultiLineString {
    const isNamed = (shape: GeometryObject, name: string) => (shape.properties as Named).name === name;
    return mesh(this.atlas, this.atlas.objects.countries, (a, b) => {
      return (isNamed(a, first) && isNamed(b, second)) || (isNamed(a, second) && isNamed(b, first));
    });
  }
}

function polygonsOf(geometry: Polygon | MultiPolygon): Position[][][] {
  return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
}

/** A ring over the 180th meridian goes on beyond it, instead of back around the world. */
function unwrap(ring: Position[]): void {
  for (let at = 1; at < ring.length; at++) {
    const jump = ring[at]![0]! - ring[at - 1]![0]!;
    if (Math.abs(jump) > 180) ring[at] = [ring[at]![0]! - Math.sign(jump) * 360, ring[at]![1]!];
  }
}

let read: Promise<Countries> | undefined;

export function readCountries(): Promise<Countries> {
  read ??= fetch(atlasUrl).then(async (response) => new Countries((await response.json()) as Atlas));
  return read;
}
