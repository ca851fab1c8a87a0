/** What went wrong, and a way to try again. */

import { trouble } from "../data/shown";
import { t } from "../words/words";

export function Trouble() {
  if (!trouble.value) return null;
  const text = trouble.value.code === "UNREACHABLE" ? t("error.unreachable") : trouble.value.message;
  return (
    <p class="trouble" role="alert">
      {text} <button onClick={() => location.reload()}>{t("map.retry")}</button>
    </p>
  );
}
