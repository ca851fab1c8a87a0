/** First see what would change, then record it. */

import { t } from "../words/words";
import { problems } from "./draft/problems";
import { general } from "./draft/problems";
import { busy, currentPreview, record, tryOut } from "./draft/recording";
import { writer } from "./draft/writer";
import { draft } from "./draft/drafts";
import { focusProblem, focusSoon } from "./focus";

export function Actions() {
  const found = general(draft.value.events);
  const atFields = problems.value.length - found.length;
  const mayRecord = currentPreview() !== null && writer.value?.mayWrite !== false;
  return (
    <section class="actions-bar">
      <div class="general" role="alert">
        {found.map((message) => <p key={message} class="problem" tabIndex={-1}>{message}</p>)}
        {atFields > 0 && <p class="problem">{t("desk.problem.some", { count: atFields })}</p>}
      </div>
      <p class="actions">
        <button type="button" class={mayRecord ? "" : "primary"} disabled={busy.value !== null} onClick={() => void look()}>
          {t(busy.value === "trying" ? "desk.trying" : "desk.try")}
        </button>
        <button type="button" class="primary" disabled={!mayRecord || busy.value !== null} onClick={() => void send()} aria-describedby="record-hint">
          {t(busy.value === "recording" ? "desk.recording" : "desk.record")}
        </button>
        <small id="record-hint">{t(writer.value?.mayWrite === false ? "desk.writer.unable" : "desk.preview.hint")}</small>
      </p>
    </section>
  );
}

async function look(): Promise<void> {
  await tryOut();
  if (problems.value.length) focusProblem();
  else focusSoon("preview");
}

async function send(): Promise<void> {
  await record();
  if (problems.value.length) focusProblem();
  else focusSoon("heading-outcome");
}
