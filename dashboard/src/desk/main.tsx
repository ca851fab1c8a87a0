/** The desk at `/desk`, where reports are coded. */

import { render } from "preact";
import "../style/theme.css";
import { speak, t } from "../words/words";

await speak();
render(<h1>{t("title")}</h1>, document.getElementById("app")!);
