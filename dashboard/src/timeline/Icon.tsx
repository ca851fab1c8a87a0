/** The signs on buttons; a button says in words what it does. */

const SHAPES = {
  play: "M7 4v16l13-8z",
  pause: "M6 4h4v16H6zM14 4h4v16h-4z",
  back: "M5 4h3v16H5zM20 4v16l-11-8z",
  forward: "M16 4h3v16h-3zM4 4v16l11-8z",
  loop: "M7 7h10v3l5-4-5-4v3H5v7h2zM17 17H7v-3l-5 4 5 4v-3h12v-7h-2z",
  lock: "M17 9V7A5 5 0 0 0 7 7v2H5v12h14V9zM9 7a3 3 0 0 1 6 0v2H9z",
  close: "M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12 19 17.6 17.6 19 12 13.4 6.4 19 5 17.6 10.6 12 5 6.4z",
};

/** Signs that point the way of reading turn round with it. */
const POINTING = new Set(["play", "back", "forward"]);

export function Icon({ name }: { name: keyof typeof SHAPES }) {
  return (
    <svg class={POINTING.has(name) ? "icon icon-pointing" : "icon"} viewBox="0 0 24 24" aria-hidden="true">
      <path d={SHAPES[name]} fill="currentColor" />
    </svg>
  );
}
