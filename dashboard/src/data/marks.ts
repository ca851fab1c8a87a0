/** The places that a list points at, such as those of which something was learned: the map draws a ring around each. */

import { signal } from "@preact/signals";

export const marks = signal<ReadonlySet<string>>(new Set());
