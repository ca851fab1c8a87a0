/** A map in an element, without a place on it yet. */

import { AttributionControl, Map as MapLibre, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { Camera } from "../../view/coordinates";
import { t } from "../../words/words";
import { patternNamed } from "../look";
import { drawTile } from "../patterns";
import { baseStyle } from "./style";

setWorkerUrl(workerUrl);

export function createMap(container: HTMLElement, camera: Camera | null, hasControls: boolean, label: string): MapLibre {
  const map = new MapLibre({
    container,
    style: baseStyle(),
    center: camera ? [camera.longitude, camera.latitude] : [0, 20],
    zoom: camera?.zoom ?? 1,
    maxZoom: 12,
    // A map of districts is read with north above.
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    attributionControl: false,
    fadeDuration: 0,
    locale: {
      "Map.Title": label,
      "NavigationControl.ZoomIn": t("map.zoomIn"),
      "NavigationControl.ZoomOut": t("map.zoomOut"),
      "AttributionControl.ToggleAttribution": t("map.sources"),
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  if (hasControls) addControls(map);
  map.on("styleimagemissing", ({ id }) => addPattern(map, id));
  return map;
}

function addControls(map: MapLibre): void {
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ maxWidth: 90 }), "bottom-right");
  map.addControl(new AttributionControl({ compact: true, customAttribution: t("map.attribution") }), "bottom-right");
  map.once("idle", () => map.getContainer().querySelector(".maplibregl-compact-show")?.classList.remove("maplibregl-compact-show"));
}

/** Makes the image of a pattern, by its name, where the map has none yet. */
export function addPattern(map: MapLibre, name: string): void {
  if (!/^(hatch|stripes|dots):/.test(name) || map.hasImage(name)) return;
  map.addImage(name, drawTile(patternNamed(name), 2), { pixelRatio: 2 });
}
