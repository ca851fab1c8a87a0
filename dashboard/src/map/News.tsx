/** A word on what came in while the map is looked at; it fades by itself. */

import { news } from "../data/record";
import { t } from "../words/words";

export function News() {
  const count = news.value;
  return (
    <div class="news" role="status">
      {count > 0 && <p key={count}>{count === 1 ? t("map.news.one") : t("map.news.many", { count })}</p>}
    </div>
  );
}
