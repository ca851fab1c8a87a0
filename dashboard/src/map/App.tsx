/** The page as a whole. */

import { shown } from "../data/shown";
import { t } from "../words/words";

export function App() {
  return (
    <main>
      <h1>{t("title")}</h1>
      <pre>{JSON.stringify(shown.value, null, 1)}</pre>
    </main>
  );
}
