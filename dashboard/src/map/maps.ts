/** The maps that are on the page, once they can be drawn on. */

import { signal } from "@preact/signals";
import type { Map as MapLibre } from "maplibre-gl";

/** Pictures and films are taken of this one. */
export const firstMap = signal<MapLibre | null>(null);
/** The one beside it, while two are compared. */
export const secondMap = signal<MapLibre | null>(null);
