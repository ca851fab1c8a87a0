/** Passages become events, and stay with their words when the text is edited. */

import { newEvent, type EventDraft, type EventType, type Passage } from "./draft";
import { draft, edit } from "./drafts";
import { locate, ofBytes, trimmed } from "./passages";

/** Drafts an event from a passage of the text, or from none. Gives its key. */
export function code(passage: Passage | null, type?: EventType): string | null {
  const { text, events } = draft.value;
  const words = passage && trimmed(text, passage);
  if (passage && !words) return null;
  // Reports often say the same of several places.
  const event = newEvent(type ?? events.at(-1)?.type ?? "ControlChanged", words);
  edit({ events: [...events, carryOn(event, events.at(-1))] });
  return event.key;
}

/** When something happened, and who says so, is mostly as in the sentence before. */
function carryOn(event: EventDraft, before: EventDraft | undefined): EventDraft {
  const { occurred, attribution } = before?.fields ?? {};
  return { ...event, fields: { ...(occurred && { occurred }), ...(attribution && { attribution }) } };
}

/** Changes the text; each passage is found again by its words, and is lost where they are gone. */
export function editText(text: string): void {
  const { text: before, events } = draft.value;
  const moved = events.map((event) => {
    if (!event.passage) return event.span ? { ...event, passage: ofBytes(text, event.span) } : event;
    const words = before.slice(event.passage.start, event.passage.end);
    return { ...event, passage: locate(text, words, event.passage.start) };
  });
  edit({ text, events: moved });
}
