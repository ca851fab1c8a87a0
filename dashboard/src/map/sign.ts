/** The sign of a border crossing point: a diamond with a mark for open, restricted, closed, destroyed or unknown. */

export const SIGN = 24;

export const signName = (colour: string, status: string): string => `sign:${colour},${status}`;

/** The marks as lines in a square of 24, on which both the map and the legend agree. */
export const MARKS: Record<string, string> = {
  OPEN: "M8 12h8M13 9l3 3-3 3",
  RESTRICTED: "M8 12h8",
  CLOSED: "M9 9l6 6M15 9l-6 6",
  DESTROYED: "M9 15l2-4 2 2 2-5",
  UNKNOWN: "M10 10a2 2 0 1 1 2.4 2c-.4 0-.4.4-.4 1M12 15.2v.3",
};
export const DIAMOND = "M12 1.5 22.5 12 12 22.5 1.5 12Z";

export function drawSign(colour: string, status: string, ratio: number): ImageData {
  const context = new OffscreenCanvas(SIGN * ratio, SIGN * ratio).getContext("2d")!;
  context.scale(ratio, ratio);
  context.fillStyle = colour;
  context.fill(new Path2D(DIAMOND));
  context.strokeStyle = "#ffffff";
  context.lineWidth = 1.5;
  context.stroke(new Path2D(DIAMOND));
  context.lineWidth = 2;
  context.lineCap = "round";
  context.lineJoin = "round";
  context.stroke(new Path2D(MARKS[status] ?? MARKS["UNKNOWN"]!));
  return context.getImageData(0, 0, SIGN * ratio, SIGN * ratio);
}
