/** The choice of files that can be taken away. */

import { signal } from "@preact/signals";
import { report } from "../../data/shown";
import { useClosing } from "../../panel/useClosing";
import { view } from "../../view/view";
import { t } from "../../words/words";
import { canFilm } from "./canFilm";
import { FORMATS, needsMap, type Format } from "./formats";
import "./export.css";

/** The part of a film that is done, or -1: none is being made. */
const progress = signal(-1);

export function ExportMenu() {
  const menu = useClosing();
  const formats = FORMATS.filter((format) => (format !== "webm" || canFilm()) && !(view.value.table && needsMap(format)));
  const choose = (format: Format) => {
    menu.current!.open = false;
    void make(format);
  };
  return (
    <details class="menu" ref={menu}>
      <summary>{progress.value < 0 ? t("map.export") : t("map.export.filming", { percent: Math.round(progress.value * 100) })}</summary>
      <ul>
        {formats.map((format) => (
          <li key={format}>
            <button disabled={progress.value >= 0} onClick={() => choose(format)}>
              {t(`map.export.${format}`)}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

async function make(format: Format): Promise<void> {
  try {
    const { exportAs } = await import("./exports");
    await exportAs(format, (part) => (progress.value = part));
  } catch (reason) {
    report(reason);
  } finally {
    progress.value = -1;
  }
}
