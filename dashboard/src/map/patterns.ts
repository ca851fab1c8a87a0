/** Patterns as small tiles that fit to each other without a seam: what is drawn in one, and a tile of pixels. */

import type { Pattern } from "./look";

/** Pixels of a tile, each way. */
export const TILE = 16;

export interface Dot {
  x: number;
  y: number;
  radius: number;
  colour: string;
}

export interface Diagonal {
  from: [number, number];
  to: [number, number];
  width: number;
  colour: string;
}

export function dots(colours: string[]): Dot[] {
  const places = [TILE / 4, (TILE * 3) / 4];
  return places.flatMap((y, row) =>
    places.map((x, column) => ({ x, y, radius: 1.9, colour: colours[(row + column) % colours.length]! })),
  );
}

/** Bands side by side for a hatch, thin with gaps between them for stripes. */
export function diagonals({ shape, colours }: Pattern): Diagonal[] {
  const bands = shape === "hatch" && colours.length === 1 ? [colours[0]!, "transparent"] : colours;
  const step = TILE / (shape === "hatch" ? bands.length : Math.max(colours.length, 2));
  const width = (shape === "hatch" ? step : 3) / Math.SQRT2;
  const lines: Diagonal[] = [];
  for (let offset = -TILE + step / 2, band = 0; offset < TILE * 2; offset += step, band++) {
    const colour = bands[band % bands.length]!;
    lines.push({ from: [offset - TILE, TILE * 2], to: [offset + TILE * 2, -TILE], width, colour });
  }
  return lines;
}

export function drawTile(pattern: Pattern, ratio: number): ImageData {
  const size = TILE * ratio;
  const context = new OffscreenCanvas(size, size).getContext("2d")!;
  context.scale(ratio, ratio);
  if (pattern.shape === "dots") dots(pattern.colours).forEach((dot) => drawDot(context, dot));
  else diagonals(pattern).forEach((line) => drawDiagonal(context, line));
  return context.getImageData(0, 0, size, size);
}

function drawDot(context: OffscreenCanvasRenderingContext2D, { x, y, radius, colour }: Dot): void {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

function drawDiagonal(context: OffscreenCanvasRenderingContext2D, { from, to, width, colour }: Diagonal): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
}
