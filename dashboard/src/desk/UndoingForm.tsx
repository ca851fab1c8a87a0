/** Why an event of the record is corrected or retracted, and from when that is known. */

import { t } from "../words/words";
import type { Undoing } from "./draft/draft";
import { draft, edit } from "./draft/drafts";
import { Frame } from "./fields/Frame";

export function UndoingForm() {
  const { undoing } = draft.value;
  if (!undoing) return null;
  const { how, event, reason, published } = undoing;
  const change = (part: Partial<Undoing>) => edit({ undoing: { ...undoing, ...part } });
  return (
    <section class="undoing" aria-labelledby="heading-undoing">
      <h2 id="heading-undoing">
        <a href={`event/${encodeURIComponent(event)}`}>{t(`desk.undoing.${how}`, { event })}</a>
      </h2>
      <p class="quiet">{t(`desk.undoing.${how}.hint`)}</p>
      <div class="fields">
        <Frame owner="undoing" name="reason" required>
          {(described) => (
            <textarea {...described} rows={2} dir="auto" value={reason} onInput={(event) => change({ reason: event.currentTarget.value })} />
          )}
        </Frame>
        <Frame owner="undoing" name="knownFrom">
          {(described) => (
            <input {...described} dir="ltr" value={published} onInput={(event) => change({ published: event.currentTarget.value.trim() })} />
          )}
        </Frame>
      </div>
    </section>
  );
}
