/** What is being looked at: one value, kept in the address of the page, so that every view can be cited. */

import { signal } from "@preact/signals";
import { fromAddress, toAddress } from "./address";
import { NOTHING, type View } from "./coordinates";

/** The view; `date` is empty until the log has said where it ends. */
export const view = signal<View>(fromAddress(location.search));

/**
 * Changes the view and the address with it. `push` makes a step that the back button undoes: for a place opened, a
 * comparison begun; a drag or a replay replaces the address.
 */
export function change(part: Partial<View>, how: "push" | "replace" = "replace"): void {
  view.value = { ...view.value, ...part };
  remember(how);
}

let pending: ReturnType<typeof setTimeout> | undefined;

function remember(how: "push" | "replace"): void {
  clearTimeout(pending);
  const write = () => history[how === "push" ? "pushState" : "replaceState"](null, "", toAddress(view.value));
  // Browsers refuse more than a hundred addresses within half a minute; a replay has more.
  if (how === "push") write();
  else pending = setTimeout(write, 300);
}

addEventListener("popstate", () => (view.value = { ...NOTHING, ...fromAddress(location.search) }));
