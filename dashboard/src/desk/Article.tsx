/** The text of the report: pasted, and then marked. */

import { signal } from "@preact/signals";
import { t } from "../words/words";
import { editText } from "./draft/coding";
import { draft } from "./draft/drafts";
import { Marking } from "./Marking";

/** Whether the text is being typed; else, where there is one, it is being marked. */
const editing = signal(true);

/** Shows a text that is there as one to be marked. */
export function showMarks(): void {
  editing.value = draft.value.text === "";
}

export function Article() {
  const { text } = draft.value;
  const isEditing = editing.value || !text;
  return (
    <section class="article" aria-labelledby="heading-article">
      <header>
        <h2 id="heading-article">{t("desk.article")}</h2>
        {text && (
          <button type="button" onClick={() => (editing.value = !isEditing)}>
            {t(isEditing ? "desk.article.mark" : "desk.article.edit")}
          </button>
        )}
      </header>
      {isEditing ? <Typing text={text} /> : <Marking />}
    </section>
  );
}

function Typing({ text }: { text: string }) {
  return (
    <div class="field">
      <label for="article-text">{t("desk.article.text")}</label>
      <textarea
        id="article-text"
        rows={12}
        dir="auto"
        aria-describedby="article-hint"
        value={text}
        onInput={(event) => editText(event.currentTarget.value)}
        // What is pasted into an empty field is there to be marked.
        onPaste={() => !text && setTimeout(() => (editing.value = false))}
      />
      <small id="article-hint">{t("desk.article.hint")}</small>
    </div>
  );
}
