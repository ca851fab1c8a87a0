/** A handle on an axis of days: to be dragged, or moved by keys. */

import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { dayAt, place, type Scale } from "./scale";

interface Props {
  scale: Scale;
  day: number;
  /** Whether the handle may stand after the last day, or before the first. */
  beyond?: boolean;
  label: string;
  /** What a screen reader says of the day. */
  text: string;
  name: "date" | "known";
  move: (day: number) => void;
  children?: ComponentChildren;
}

const WEEK = 7;

/** A slider as in the ARIA practices: arrows a day, Page keys a week, Home and End the ends of the record. */
export function Handle({ scale, day, beyond = false, label, text, name, move, children }: Props) {
  const track = useRef<HTMLDivElement>(null);
  const least = beyond ? scale.first - 1 : scale.first;
  const most = beyond ? scale.last + 1 : scale.last;
  const go = (to: number) => move(Math.min(Math.max(to, least), most));
  const follow = (event: PointerEvent) => go(dayAt(scale, partAt(event, track.current!)));
  return (
    <div
      class={`track track-${name}`}
      ref={track}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.querySelector<HTMLElement>("[role=slider]")!.focus({ preventScroll: true });
        event.preventDefault();
        follow(event);
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && follow(event)}
    >
      {children}
      <div
        class={`handle handle-${name}`}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-orientation="horizontal"
        aria-valuemin={least}
        aria-valuemax={most}
        aria-valuenow={day}
        aria-valuetext={text}
        style={{ insetInlineStart: `${place(scale, day) * 100}%` }}
        onKeyDown={(event) => {
          const to = dayByKey(event.key, day, least, most);
          if (to === null || event.ctrlKey || event.metaKey || event.altKey) return;
          event.preventDefault();
          go(to);
        }}
      />
    </div>
  );
}

function dayByKey(key: string, day: number, first: number, last: number): number | null {
  const forward = document.documentElement.dir === "rtl" ? -1 : 1;
  switch (key) {
    case "ArrowRight":
      return day + forward;
    case "ArrowLeft":
      return day - forward;
    case "ArrowUp":
      return day + 1;
    case "ArrowDown":
      return day - 1;
    case "PageUp":
      return day + WEEK;
    case "PageDown":
      return day - WEEK;
    case "Home":
      return first;
    case "End":
      return last;
    default:
      return null;
  }
}

/** How far along an element the pointer is, from its start in the direction of reading. */
function partAt({ clientX }: PointerEvent, element: HTMLElement): number {
  const { left, right, width } = element.getBoundingClientRect();
  return (document.documentElement.dir === "rtl" ? right - clientX : clientX - left) / width;
}
