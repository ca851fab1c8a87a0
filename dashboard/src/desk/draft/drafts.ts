/** The drafts of this browser, and the one that is open. Every change is kept at once. */

import { computed, effect, signal } from "@preact/signals";
import { isEmpty, newDraft, type Draft, type EventDraft } from "./draft";

/** Its number is that of the form in which drafts are kept. */
const KEY = "conflict-timeline.drafts.1";

/** All drafts, the last changed first. */
export const drafts = signal<Draft[]>(stored());
/** Whether the browser has no room for them, or keeps nothing: then they last only as long as the page. */
export const unkept = signal(false);
/** Of this tab: it goes on where it was when the page is loaded again. */
const OPEN_KEY = "conflict-timeline.draft";
const openId = signal<string | null>(sessionStorage.getItem(OPEN_KEY));
effect(() => sessionStorage.setItem(OPEN_KEY, openId.value ?? ""));

const fresh = signal<Draft>(newDraft());
/** The open draft; a new one counts as a draft once something is typed. */
export const draft = computed<Draft>(() => drafts.value.find(({ id }) => id === openId.value) ?? fresh.value);

export function open(id: string): void {
  openId.value = id;
}

/** Opens a draft that is new, or already made of something. */
export function begin(made: Draft = newDraft()): void {
  fresh.value = made;
  openId.value = made.id;
}

export function discard(id: string): void {
  keep(drafts.value.filter((other) => other.id !== id));
  if (id === openId.value) begin();
}

/** Changes the open draft. */
export function edit(part: Partial<Draft>): void {
  const changed = { ...draft.value, ...part, changedAt: new Date().toISOString() };
  const others = drafts.value.filter(({ id }) => id !== changed.id);
  openId.value = changed.id;
  fresh.value = changed;
  keep(isEmpty(changed) ? others : [changed, ...others]);
}

export function editEvent(key: string, change: (event: EventDraft) => EventDraft): void {
  edit({ events: draft.value.events.map((event) => (event.key === key ? change(event) : event)) });
}

function keep(all: Draft[]): void {
  drafts.value = all;
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
    unkept.value = false;
  } catch {
    unkept.value = true;
  }
}

function stored(): Draft[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "[]") as Draft[];
  } catch {
    return [];
  }
}

// Another window of this browser has written: what is open there stays as it is there.
addEventListener("storage", ({ key }) => {
  if (key === KEY) drafts.value = stored();
});
