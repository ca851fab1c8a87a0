/** Opens "cite this". */

import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { t } from "../../words/words";

const dialog = signal<ComponentType<{ close: () => void }> | null>(null);

export function CiteButton() {
  const Dialog = dialog.value;
  const open = () => import("./CiteDialog").then(({ CiteDialog }) => (dialog.value = CiteDialog));
  return (
    <>
      <button onClick={open}>{t("map.cite")}</button>
      {Dialog && <Dialog close={() => (dialog.value = null)} />}
    </>
  );
}
