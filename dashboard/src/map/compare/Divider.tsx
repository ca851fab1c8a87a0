/** The handle between two maps. */

import { t } from "../../words/words";
import { divided } from "./divided";

const STEP = 0.02;
const KEYS: Record<string, (at: number) => number> = {
  ArrowLeft: (at) => at - STEP,
  ArrowRight: (at) => at + STEP,
  PageUp: (at) => at - STEP * 5,
  PageDown: (at) => at + STEP * 5,
  Home: () => 0,
  End: () => 1,
};

export function Divider() {
  const percent = Math.round(divided.value * 100);
  return (
    <div
      class="divider"
      role="slider"
      tabIndex={0}
      aria-label={t("map.compare.divider")}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-orientation="horizontal"
      style={{ left: `${percent}%` }}
      onKeyDown={byKey}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={byPointer}
    />
  );
}

function move(at: number): void {
  divided.value = Math.min(Math.max(at, 0), 1);
}

function byKey(event: KeyboardEvent): void {
  const moved = KEYS[event.key];
  if (!moved) return;
  event.preventDefault();
  move(moved(divided.value));
}

function byPointer(event: PointerEvent): void {
  const handle = event.currentTarget as HTMLElement;
  if (!handle.hasPointerCapture(event.pointerId)) return;
  const { left, width } = handle.parentElement!.getBoundingClientRect();
  move((event.clientX - left) / width);
}
