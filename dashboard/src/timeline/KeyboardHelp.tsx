/** Which keys do what. */

import { t } from "../words/words";
import type { Key } from "../words/en";

const KEYS: [keys: string[], what: Key][] = [
  [["Space"], "time.keys.play"],
  [["←", "→"], "time.keys.day"],
  [["Page ↓", "Page ↑"], "time.keys.week"],
  [["Home", "End"], "time.keys.ends"],
  [["Tab"], "time.keys.tab"],
  [["Esc"], "time.keys.close"],
];

export function KeyboardHelp() {
  return (
    <dl class="keys">
      {KEYS.map(([keys, what]) => (
        <div key={what}>
          <dt>
            {keys.map((key) => (
              <kbd>{key}</kbd>
            ))}
          </dt>
          <dd>{t(what)}</dd>
        </div>
      ))}
    </dl>
  );
}
