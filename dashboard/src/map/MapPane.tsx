/** The map, or two of them with a handle between. */

import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { view } from "../view/view";
import { t } from "../words/words";
import type { Canvas } from "./canvas/Canvas";
import { Divider } from "./compare/Divider";
import { CompareLabels } from "./compare/CompareLabels";
import { divided } from "./compare/divided";
import { keepTogether } from "./compare/together";
import { Legend } from "./legend/Legend";
import { FIRST, SECOND } from "./layers";
import { firstMap, secondMap } from "./maps";
import { Tooltip } from "./Tooltip";
import "./map.css";

const loaded = signal<ComponentType<Parameters<typeof Canvas>[0]> | null>(null);

/** The library of the map is most of this page's code: the rest is there before it. */
export async function loadCanvas(): Promise<void> {
  loaded.value = (await import("./canvas/Canvas")).Canvas;
}

keepTogether(firstMap, secondMap);

export function MapPane() {
  const Drawn = loaded.value;
  const isTwofold = view.value.compare !== null;
  const share = `${divided.value * 100}%`;
  return (
    <div class="map-pane">
      {Drawn && <Drawn key="first" layers={FIRST} label={t(isTwofold ? "map.compare.first" : "map.label")} isFirst onMap={(map) => (firstMap.value = map)} />}
      {Drawn && isTwofold && (
        <div class="second-map" style={{ clipPath: `inset(0 0 0 ${share})` }}>
          <Drawn key="second" layers={SECOND} label={t("map.compare.second")} isFirst={false} onMap={(map) => (secondMap.value = map)} />
        </div>
      )}
      {isTwofold && <CompareLabels />}
      {isTwofold && <Divider />}
      <Tooltip />
      <Legend />
    </div>
  );
}
