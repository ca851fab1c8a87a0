/** What can be taken away from a view, each as a file. */

import { cite, type Citation } from "../../data/citation";
import { passing } from "../../data/passing";
import { shown } from "../../data/shown";
import { view } from "../../view/view";
import { ground } from "../ground";
import { firstMap } from "../maps";
import { captionOf } from "./caption";
import { csv } from "./csv";
import { download, text } from "./download";
import { film } from "./film";
import type { Format } from "./formats";
import { geojson } from "./geojson";
import { picture } from "./picture";
import { rowsOf } from "./rows";
import { svg } from "./svg";

/** Makes the file and hands it to the reader; `progress` is of the film alone, from 0 to 1. */
export async function exportAs(format: Format, progress: (part: number) => void): Promise<void> {
  const cited = await cite(view.peek());
  const content = await make(format, cited, progress);
  if (content) download(content, `${view.peek().kind.toLowerCase()}-${cited.date}-at-${cited.position}.${format}`);
}

async function make(format: Format, cited: Citation, progress: (part: number) => void): Promise<Blob | null> {
  const [states, lies, map] = [shown.peek(), ground.peek(), firstMap.peek()];
  if (!states || !lies) return null;
  const { filter } = view.peek();
  const rows = () => rowsOf(states, lies.places, lies.all, filter);
  if (format === "csv") return text(csv(rows(), cited), "text/csv");
  if (format === "geojson") return text(geojson(rows(), lies.places, cited), "application/geo+json");
  if (!map) return null;
  if (format === "svg") {
    return text(svg(map, lies, states, passing(states, filter, lies.all), captionOf(cited)), "image/svg+xml");
  }
  if (format === "webm") return film(map, cited, progress);
  const canvas = await picture(map, captionOf(cited));
  return new Promise((resolve) => canvas.toBlob(resolve));
}
