/** What a log without a place shows: how to fill it. */

import { useEffect } from "preact/hooks";
import { t } from "../words/words";
import { beReady } from "./ready";

const COMMANDS = [
  ["map.empty.demo", "timeline demo"],
  ["map.empty.import", "timeline import FILE.jsonl"],
  ["map.empty.gazetteer", "timeline places import --help"],
  ["map.empty.actor", "timeline record ActorRegistered"],
] as const;

export function Empty() {
  useEffect(beReady, []);
  return (
    <main class="empty">
      <h2>{t("map.empty.title")}</h2>
      <p>{t("map.empty.text")}</p>
      <dl>
        {COMMANDS.map(([key, command]) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>
              <code>{command}</code>
            </dd>
          </div>
        ))}
      </dl>
      <p>
        <a href="desk">{t("map.empty.desk")}</a> · <a href="about">{t("map.empty.about")}</a>
      </p>
    </main>
  );
}
