/** What recording the draft would change, before anything is recorded. */

import { colourOf } from "../data/actors";
import * as days from "../data/days";
import { day, t, term } from "../words/words";
import { draft } from "./draft/drafts";
import { currentPreview, preview, type AnswerChange, type StatePreview } from "./draft/recording";
import { Sums } from "./Sums";
import { term as deskTerm } from "./draft/terms";

export function Preview() {
  const shown = currentPreview();
  if (!shown) return preview.value ? <p class="quiet">{t("desk.preview.stale")}</p> : null;
  const { changes, changeCount, sums, warnings } = shown;
  return (
    <section class="preview" aria-labelledby="heading-preview" tabIndex={-1} id="preview">
      <h2 id="heading-preview">{t("desk.preview")}</h2>
      {warnings.length > 0 && (
        <div class="warnings">
          <h3>{t("desk.preview.warnings")}</h3>
          <ul>{warnings.map((warning) => <li key={warning}>{warning}</li>)}</ul>
        </div>
      )}
      <p>{changeCount ? t("desk.preview.count", { count: changeCount }) : nothingDiffers(sums.length > 0)}</p>
      {changes.length > 0 && <Changes changes={changes} />}
      {changes.length < changeCount && (
        <p class="quiet">{t("desk.preview.more", { shown: changes.length, count: changeCount })}</p>
      )}
      {sums.length > 0 && <Sums sums={sums} />}
    </section>
  );
}

function nothingDiffers(hasSums: boolean): string {
  const how = draft.value.undoing?.how;
  if (how === "retract") return t("desk.preview.nothing.retract");
  return t(how === "correct" && !hasSums ? "desk.preview.nothing.correct" : "desk.preview.nothing");
}

function Changes({ changes }: { changes: AnswerChange[] }) {
  const columns = ["place", "days", "before", "after"] as const;
  return (
    <table>
      <thead>
        <tr>{columns.map((column) => <th key={column} scope="col">{t(`desk.preview.${column}`)}</th>)}</tr>
      </thead>
      <tbody>
        {changes.map(({ place, from, to, before, after, aspect }) => (
          <tr key={`${place.id} ${aspect} ${from}`}>
            <th scope="row"><a href={`place/${encodeURIComponent(place.id)}`}><bdi>{place.name}</bdi></a></th>
            <td data-column={t("desk.preview.days")}>{span(from, to)}</td>
            <td data-column={t("desk.preview.before")}><State state={before} /></td>
            <td data-column={t("desk.preview.after")}><State state={after} isWhy /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function State({ state, isWhy = false }: { state: StatePreview; isWhy?: boolean }) {
  const { holder, level, certainty, status, text } = state;
  const what = status ? deskTerm("status", status) : (holder?.name ?? t("holder.none"));
  const how = !level || level === "UNKNOWN" ? [term("certainty", certainty)] : [term("level", level), term("certainty", certainty)];
  return (
    <>
      {!status && <span class="swatch" style={{ background: colourOf(holder?.id ?? null) }} aria-hidden="true" />}
      <bdi>{what}</bdi>, {how.join(", ")}
      {voices(state)}
      {isWhy && text && <small class="why">{text}</small>}
    </>
  );
}

/** Another voice for the same answer is a difference too. */
function voices({ basisVoices, lastWord }: StatePreview) {
  if (!lastWord) return null;
  return <small class="why">{t("desk.preview.voices", { count: basisVoices, day: day(lastWord, "short") })}</small>;
}

/** `to` is the first day after them. */
function span(from: string, to: string | null): string {
  if (!to) return t("desk.preview.on", { from: day(from) });
  const last = days.iso(days.number(to) - 1);
  return last === from ? day(from) : t("desk.preview.span", { from: day(from), to: day(last) });
}
