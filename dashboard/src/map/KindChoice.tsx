/** Which kind of places is coloured, of those that the log has. */

import { bounds } from "../data/record";
import { change, view } from "../view/view";
import { t, term } from "../words/words";

export function KindChoice() {
  const kinds = bounds.value?.kinds ?? [];
  return (
    <label class="kind-choice">
      <span class="visually-hidden">{t("map.kind")}</span>
      <select value={view.value.kind} onChange={({ currentTarget: { value } }) => change({ kind: value }, "push")}>
        {kinds.map(({ kind, count }) => (
          <option key={kind} value={kind}>
            {term("kind", kind)} ({count})
          </option>
        ))}
      </select>
    </label>
  );
}
