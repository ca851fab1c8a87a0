/** The lines under a picture of the map. */

import { colourOf, nameOf } from "../../data/actors";
import type { Citation } from "../../data/citation";
import { view } from "../../view/view";
import { day, t, term } from "../../words/words";
import type { HolderCount } from "../legend/counts";

export interface Caption {
  title: string;
  holders: { colour: string; text: string }[];
  source: string;
}

export function captionOf({ date, knownOn, policy, position, token }: Citation, counts: HolderCount[]): Caption {
  const known = knownOn ? t("map.cite.known", { date: day(knownOn) }) : t("map.cite.head");
  const held = counts.filter(({ holder }) => holder);
  return {
    title: `${term("kind", view.value.kind)} · ${day(date)} · ${known}`,
    holders: held.map(({ holder, total }) => ({ colour: colourOf(holder), text: `${nameOf(holder!)} ${total}` })),
    source: `${location.host} · ${term("policy", policy)} · ${t("map.cite.position", { position })}${token && ` · ${token}`}`,
  };
}
