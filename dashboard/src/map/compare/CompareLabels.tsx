/** What each of two maps beside each other shows, and fields to change it. */

import type { Coordinates } from "../../view/coordinates";
import { change, view } from "../../view/view";
import { bounds } from "../../data/record";
import { t } from "../../words/words";

export function CompareLabels() {
  const { date, knownOn, compare } = view.value;
  return (
    <div class="compare-labels">
      <Fields label={t("map.compare.first")} at={{ date, knownOn }} onChange={change} />
      <Fields label={t("map.compare.second")} at={compare!} onChange={changeSecond} />
      <button class="compare-end" onClick={() => change({ compare: null }, "push")}>
        {t("map.compare.end")}
      </button>
    </div>
  );
}

function changeSecond(part: Partial<Coordinates>): void {
  change({ compare: { ...view.value.compare!, ...part } });
}

function Fields({ label, at, onChange }: { label: string; at: Coordinates; onChange: (part: Partial<Coordinates>) => void }) {
  const span = bounds.value;
  return (
    <fieldset>
      <legend class="visually-hidden">{label}</legend>
      <label>
        <span>{t("map.date")}</span>
        <input
          type="date"
          value={at.date}
          min={span?.firstDay ?? undefined}
          max={span?.lastDay ?? undefined}
          onChange={({ currentTarget: { value } }) => value && onChange({ date: value })}
        />
      </label>
      <label>
        <span>{t("map.knownOn")}</span>
        <input
          type="date"
          value={at.knownOn ?? ""}
          onChange={({ currentTarget: { value } }) => onChange({ knownOn: value || null })}
        />
      </label>
    </fieldset>
  );
}
