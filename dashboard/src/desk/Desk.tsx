/** The desk as a whole. */

import { signal } from "@preact/signals";
import { t } from "../words/words";
import { Actions } from "./Actions";
import { Article } from "./Article";
import { draft } from "./draft/drafts";
import { DisclosureForm } from "./DisclosureForm";
import { Drafts } from "./Drafts";
import { Events } from "./Events";
import { Outcome } from "./Outcome";
import { Preview } from "./Preview";
import { SourceForm } from "./SourceForm";
import { UndoingForm } from "./UndoingForm";
import { WriterStrip } from "./WriterStrip";

/** What could not be opened, in words; null: nothing failed. */
export const notice = signal<string | null>(null);

export function Desk() {
  const { id, outcome } = draft.value;
  return (
    <div class="desk">
      <header class="top">
        <h1>{t("desk.title")}</h1>
        <p>{t("desk.lead")}</p>
        <nav>
          <a href="./">{t("desk.map")}</a> <a href="graphql">GraphQL</a>
        </nav>
      </header>
      <main>
        <WriterStrip />
        {notice.value && <p class="problem" role="alert">{notice.value}</p>}
        <Drafts />
        {outcome ? <Outcome /> : <Writing key={id} />}
      </main>
    </div>
  );
}

function Writing() {
  const { undoing } = draft.value;
  return (
    <>
      <UndoingForm />
      <div class="columns">
        <div>
          {undoing?.how !== "retract" && <Article />}
          <SourceForm />
        </div>
        <Events />
      </div>
      <DisclosureForm />
      <Preview />
      <Actions />
    </>
  );
}
