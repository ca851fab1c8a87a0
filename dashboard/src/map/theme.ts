/** The colours of the page, as a map and a picture need them: in numbers, of the theme that is on. */

import { signal } from "@preact/signals";

export type ThemeColour = "ground" | "raised" | "line" | "text" | "quiet" | "accent" | "water" | "land";

const dark = matchMedia("(prefers-color-scheme: dark)");
/** Changes when the reader's system goes from light to dark or back. */
export const isDark = signal(dark.matches);
dark.addEventListener("change", () => (isDark.value = dark.matches));

/** A colour of theme.css, as `rgb(...)`. */
export function themeColour(name: ThemeColour): string {
  const probe = document.createElement("span");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
