/** The drafts of this browser. */

import { useState } from "preact/hooks";
import { t, day } from "../words/words";
import { showMarks } from "./Article";
import type { Draft } from "./draft/draft";
import { begin, discard, draft, drafts, open, unkept } from "./draft/drafts";

export function Drafts() {
  const all = drafts.value;
  // Not while one types: the text would move away below the hand.
  const [isOpen] = useState(all.length > 0);
  const go = (step: () => void) => (step(), showMarks());
  return (
    <>
      {unkept.value && <p class="problem" role="alert">{t("desk.drafts.unkept")}</p>}
      <details class="drafts" open={isOpen}>
        <summary>
          {t("desk.drafts")} ({all.length})
        </summary>
        {!all.length && <p class="quiet">{t("desk.drafts.none")}</p>}
        <ul>
          {all.map((kept) => (
            <li key={kept.id}>
              <button
                type="button"
                aria-current={kept.id === draft.value.id ? "true" : undefined}
                onClick={() => go(() => open(kept.id))}
              >
                <bdi>{nameOf(kept)}</bdi>
              </button>
              <small>{about(kept)}</small>
              <button type="button" onClick={() => confirmed(kept) && go(() => discard(kept.id))}>
                {t("desk.drafts.discard")} <span class="visually-hidden">{nameOf(kept)}</span>
              </button>
            </li>
          ))}
        </ul>
        <button type="button" onClick={() => go(begin)}>{t("desk.drafts.new")}</button>
      </details>
    </>
  );
}

/** What is recorded is on record, and may go without a question. */
function confirmed(kept: Draft): boolean {
  return kept.outcome !== null || confirm(t("desk.drafts.sure", { name: nameOf(kept) }));
}

const NAME_CHARS = 60;

function nameOf({ source, text, undoing }: Draft): string {
  if (undoing) return t(undoing.how === "correct" ? "desk.drafts.correction" : "desk.drafts.retraction", { event: undoing.event });
  const name = source.title || text.trim().split("\n")[0] || source.publisher || source.url || source.existing?.label;
  return name?.slice(0, NAME_CHARS) ?? t("desk.drafts.untitled");
}

function about({ events, changedAt, outcome }: Draft): string {
  const state = outcome ? t("desk.drafts.recorded") : t("desk.drafts.events", { count: events.length });
  return `${state} · ${day(changedAt.slice(0, 10), "short")}`;
}
