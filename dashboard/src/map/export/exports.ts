/** What can be taken away from a view, each as a file. */

import { cite, type Citation } from "../../data/citation";
import { passing } from "../../data/passing";
import { readFrame } from "../../data/frame";
import type { View } from "../../view/coordinates";
import { view } from "../../view/view";
import { ground } from "../ground";
import { countHolders } from "../legend/counts";
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
  const now = view.peek();
  const cited = await cite(now);
  const content = await make(format, now, cited, progress);
  if (content) download(content, `${now.kind.toLowerCase()}-${cited.date}-at-${cited.position}.${format}`);
}

/** The states are read anew at the coordinates of the citation, so that the file and the token in it agree. */
async function make(
  format: Format,
  { kind, filter }: View,
  cited: Citation,
  progress: (part: number) => void,
): Promise<Blob | null> {
  const [lies, map] = [ground.peek(), firstMap.peek()];
  if (!lies) return null;
  const { date, knownOn, position, policy } = cited;
  const states = await readFrame(date, { kind, knownOn, position, policy });
  const caption = captionOf(cited, countHolders(states, passing(states, filter, lies.all)));
  if (format === "csv") return text(csv(rowsOf(states, lies.places, lies.all, filter), cited), "text/csv");
  if (format === "geojson") {
    const rows = rowsOf(states, lies.places, lies.all, filter);
    return text(geojson(rows, lies.places, cited), "application/geo+json");
  }
  if (!map) return null;
  if (format === "svg") return text(svg(map, lies, states, passing(states, filter, lies.all), caption), "image/svg+xml");
  if (format === "webm") return film(map, cited, progress);
  const canvas = await picture(map, caption);
  return new Promise((resolve) => canvas.toBlob(resolve));
}
