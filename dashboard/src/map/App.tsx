/** The page as a whole. */

import { PlacePanel } from "../panel/PlacePanel";
import { Timeline } from "../timeline/Timeline";
import { bounds } from "../data/record";
import { loading } from "../data/shown";
import { view } from "../view/view";
import { t } from "../words/words";
import { Empty } from "./Empty";
import { Header } from "./Header";
import { MapPane } from "./MapPane";
import { EmbedNote } from "./EmbedNote";
import { News } from "./News";
import { PlacesTable } from "./table/PlacesTable";
import { Trouble } from "./Trouble";
import "./app.css";

export function App() {
  const { embed, place } = view.value;
  const isEmpty = hasNothing();
  return (
    <div class={`page${embed ? " is-embedded" : ""}${place ? " has-panel" : ""}`}>
      {!embed && <Header isEmpty={isEmpty} />}
      <Trouble />
      {isEmpty ? <Empty /> : <Stage />}
    </div>
  );
}

function hasNothing(): boolean {
  return bounds.value !== null && (bounds.value.head === 0 || bounds.value.kinds.length === 0);
}

function Stage() {
  return (
    <>
      <main class="stage">
        <div class="view" aria-busy={loading.value}>
          {view.value.table ? <PlacesTable /> : <MapPane />}
          {view.value.embed && <EmbedNote />}
          <News />
          {loading.value && <p class="loading">{t("map.loading")}</p>}
        </div>
        {view.value.place && (
          <aside class="panel" aria-label={t("map.panel")}>
            <PlacePanel />
          </aside>
        )}
      </main>
      <footer class="under">
        <Timeline />
      </footer>
    </>
  );
}
