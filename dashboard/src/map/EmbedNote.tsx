/** Inside another page: where this comes from, and the way to all of it. */

import { toAddress } from "../view/address";
import { view } from "../view/view";
import { t } from "../words/words";

export function EmbedNote() {
  return (
    <header class="embed-note">
      <h1>{t("title")}</h1> ·{" "}
      <a href={toAddress({ ...view.value, embed: false })} target="_blank" rel="noopener">
        {t("map.embed.full")}
      </a>
    </header>
  );
}
