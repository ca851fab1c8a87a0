/** A picture of the map with its caption, in pixels. */

import type { Map as MapLibre } from "maplibre-gl";
import { themeColour } from "../theme";
import type { Caption } from "./caption";

const MARGIN = 14;
const CAPTION = 84;

/** Draws what the map shows now onto a canvas of its size, with the caption under it. */
export async function picture(map: MapLibre, caption: Caption): Promise<HTMLCanvasElement> {
  const target = document.createElement("canvas");
  await drawn(map);
  compose(target, map, caption);
  return target;
}

/** The pixels of a map can be read only while it is being drawn. */
export function drawn(map: MapLibre): Promise<void> {
  return new Promise((resolve) => {
    map.once("render", () => resolve());
    map.triggerRepaint();
  });
}

export function compose(target: HTMLCanvasElement, map: MapLibre, caption: Caption): void {
  const source = map.getCanvas();
  const ratio = source.width / source.clientWidth;
  const [width, height] = [source.width, source.height + Math.round(CAPTION * ratio)];
  // Setting the size clears a canvas, which a film that is being taken of it would show.
  if (target.width !== width || target.height !== height) [target.width, target.height] = [width, height];
  const context = target.getContext("2d")!;
  context.fillStyle = themeColour("ground");
  context.fillRect(0, 0, target.width, target.height);
  context.drawImage(source, 0, 0);
  context.save();
  context.scale(ratio, ratio);
  context.translate(MARGIN, source.clientHeight);
  write(context, caption, source.clientWidth - 2 * MARGIN);
  context.restore();
}

function write(context: CanvasRenderingContext2D, { title, holders, source }: Caption, width: number): void {
  context.fillStyle = themeColour("text");
  context.font = "600 15px system-ui, sans-serif";
  context.fillText(title, 0, 24, width);
  context.font = "13px system-ui, sans-serif";
  let x = 0;
  for (const { colour, text } of holders) {
    context.fillStyle = colour;
    context.fillRect(x, 36, 12, 12);
    context.fillStyle = themeColour("text");
    context.fillText(text, x + 18, 47);
    x += context.measureText(text).width + 40;
  }
  context.fillStyle = themeColour("quiet");
  context.font = "11px system-ui, sans-serif";
  context.fillText(source, 0, 70, width);
}
