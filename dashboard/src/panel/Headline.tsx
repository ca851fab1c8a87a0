/** The answer in plain words: who holds the place, since when, how sure that is; and why. */

import { colourOf } from "../data/actors";
import { view } from "../view/view";
import { dated } from "../words/edtf";
import { day, isolated, t, term } from "../words/words";
import type { PlaceState } from "./place";

export function Headline({ state, date }: { state: PlaceState; date: string }) {
  const { holder, level, levelCertainty, certainty, since, lastWord } = state;
  const { knownOn } = view.value;
  return (
    <section class="headline" style={{ borderColor: colourOf(holder?.id ?? null) }}>
      <p class="quiet">
        {t("panel.endOf", { day: day(date) })}
        {knownOn && <b class="known-note">, {t("time.asKnown", { day: day(knownOn) })}</b>}
      </p>
      <p class="headline-holder">{sentence(state)}</p>
      <p>
        <b>{term("sure", certainty)}</b> {t(`panel.certainty.${certainty}` as "panel.certainty.UNKNOWN")}
      </p>
      {holder && levelCertainty !== certainty && (
        <p>{t("panel.level", { level: term("level", level), certainty: term("certainty", levelCertainty) })}</p>
      )}
      {since && <p>{t(isWindow(since) ? "panel.since.window" : "panel.since", { date: dated(since) })}</p>}
      {lastWord && <p class="quiet">{t("panel.lastWord", { day: day(lastWord) })}</p>}
    </section>
  );
}

/** Both ends are known, and the change came somewhere between them. */
const isWindow = (since: string): boolean => since.includes("/") && !since.includes("..");

/** The sentence that says which rule decided, and on which claims. The server writes it in English. */
export function Why({ state: { certainty, why } }: { state: PlaceState }) {
  if (certainty === "UNKNOWN") return null;
  return (
    <section class="why">
      <h3>{t("panel.why")}</h3>
      <p lang="en" dir="ltr">
        {why.text}
      </p>
    </section>
  );
}

function sentence({ holder, level, certainty }: PlaceState): string {
  if (!holder) return certainty === "DISPUTED" ? t("panel.holds.disputed") : t("panel.holds.unknown");
  const known = level === "UNKNOWN" ? "CONTROL" : level;
  return t(`panel.holds.${known}` as "panel.holds.CONTROL", { holder: isolated(holder.name) });
}
