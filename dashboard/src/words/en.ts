/** Every word that the pages show, in English. Another language is a file with the same keys. `{name}` is filled in. */

import { desk } from "./desk.en";

export const en = {
  title: "Conflict Timeline",
  "language.name": "English",
  "language.direction": "ltr",

  "certainty.ESTABLISHED": "established",
  "certainty.POSSIBLE": "possible",
  "certainty.DISPUTED": "disputed",
  "certainty.CLAIMED": "claimed by one side only",
  "certainty.UNKNOWN": "unknown",

  "level.CONTROL": "control",
  "level.CONTESTED": "contested",
  "level.INFLUENCE": "influence",
  "level.SHARED": "shared",
  "level.UNKNOWN": "unknown",

  "holder.none": "nobody known",

  "kind.COUNTRY": "countries",
  "kind.PROVINCE": "provinces",
  "kind.DISTRICT": "districts",
  "kind.SUBDISTRICT": "subdistricts",
  "kind.DISTRICT_CENTRE": "district centres",
  "kind.POPULATED_PLACE": "towns and villages",
  "kind.BORDER_CROSSING_POINT": "border crossing points",
  "kind.BORDER_SEGMENT": "stretches of border",
  "kind.BASE": "bases",

  "policy.AGAINST_INTEREST": "Against interest",
  "policy.AGAINST_INTEREST.rule": "What only the side that gains by it says changes nothing; others must confirm it.",
  "policy.LATEST": "Latest word",
  "policy.LATEST.rule": "What a side says to its own gain counts like anybody else's word.",
  "policy.MOST_RELIABLE": "Most reliable",
  "policy.MOST_RELIABLE.rule": "Of claims that contradict each other, only those of the best Admiralty grade count.",
  "policy.CAUTIOUS": "Cautious",
  "policy.CAUTIOUS.rule": "A disputed place has no holder at all.",

  "error.unreachable": "The server cannot be reached.",

  ...desk,
} as const;

export type Key = keyof typeof en;
export type Words = Record<Key, string>;
