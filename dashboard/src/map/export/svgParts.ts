/** The parts of a drawing that are no places: patterns, arrows, the lines under it. */

import { patternName, type Pattern } from "../look";
import { diagonals, dots, TILE } from "../patterns";
import { themeColour } from "../theme";
import type { Caption } from "./caption";

export const patternId = (pattern: Pattern): string => patternName(pattern).replace(/\W+/g, "-");

export function tile(pattern: Pattern): string {
  const drawn =
    pattern.shape === "dots"
      ? dots(pattern.colours).map(({ x, y, radius, colour }) => `<circle cx="${x}" cy="${y}" r="${radius}" fill="${colour}"/>`)
      : diagonals(pattern).map(
          ({ from, to, width, colour }) =>
            `<path d="M${from.join(" ")}L${to.join(" ")}" stroke="${colour}" stroke-width="${width.toFixed(2)}"/>`,
        );
  const size = `width="${TILE}" height="${TILE}" patternUnits="userSpaceOnUse"`;
  return `<pattern id="${patternId(pattern)}" ${size}>${drawn.join("")}</pattern>`;
}

export function arrow(from: [number, number], to: [number, number], width: number, label: string): string {
  const colour = themeColour("text");
  const angle = (Math.atan2(to[1] - from[1], to[0] - from[0]) * 180) / Math.PI;
  const shaft = `<path d="M${from.join(" ")}L${to.join(" ")}" stroke="${colour}" stroke-width="${width.toFixed(1)}"/>`;
  const head = `<path d="M4 0-10-6-7 0-10 6Z" fill="${colour}" transform="translate(${to.join(" ")}) rotate(${angle.toFixed(1)})"/>`;
  const words = `<text x="${to[0]}" y="${to[1] - 12}" text-anchor="middle" font-size="14" fill="${colour}">${escape(label)}</text>`;
  return shaft + head + words;
}

export function captionLines({ title, holders, source }: Caption, top: number): string {
  const [text, quiet] = [themeColour("text"), themeColour("quiet")];
  const keys = holders.map(({ colour, text: words }, at) => {
    const x = 14 + at * 220;
    const swatch = `<rect x="${x}" y="${top + 36}" width="12" height="12" fill="${colour}"/>`;
    return `${swatch}<text x="${x + 18}" y="${top + 47}" font-size="13" fill="${text}">${escape(words)}</text>`;
  });
  return `<text x="14" y="${top + 24}" font-size="15" font-weight="600" fill="${text}">${escape(title)}</text>
${keys.join("")}
<text x="14" y="${top + 70}" font-size="11" fill="${quiet}">${escape(source)}</text>`;
}

export function escape(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
