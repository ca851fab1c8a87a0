/** Where two maps meet: the part of the width that the first one has. */

import { signal } from "@preact/signals";

export const divided = signal(0.5);
