/** Two maps that always look at the same. */

import { effect, type ReadonlySignal } from "@preact/signals";
import type { Map as MapLibre } from "maplibre-gl";

export function keepTogether(first: ReadonlySignal<MapLibre | null>, second: ReadonlySignal<MapLibre | null>): void {
  effect(() => {
    const [left, right] = [first.value, second.value];
    if (!left || !right) return;
    const [follow, lead] = [following(left, right), following(right, left)];
    follow();
    left.on("move", follow);
    right.on("move", lead);
    return () => {
      left.off("move", follow);
      right.off("move", lead);
    };
  });
}

let isFollowing = false;

function following(leader: MapLibre, follower: MapLibre): () => void {
  return () => {
    // The move of the follower is an answer, and gets none.
    if (isFollowing) return;
    isFollowing = true;
    follower.jumpTo({ center: leader.getCenter(), zoom: leader.getZoom() });
    isFollowing = false;
  };
}
