/** What a search finds: places by any spelling, actors, sources. */

import { useAnswer } from "../data/answer";
import type { Named, Source } from "../data/report";

export interface Found {
  type: "place" | "actor" | "source";
  id: string;
  name: string;
  /** Kind of a place, publisher of a source. */
  kind: string | null;
  /** Where a place lies, the nearest area first. */
  areas: string[];
  /** The spelling that was matched, where it is not the name. */
  spelling: string | null;
}

interface PlaceFound extends Named {
  kind: string;
  ancestors: Named[];
}

interface Asked {
  places: { nodes: PlaceFound[] };
  resolvePlace: { place: PlaceFound; matched: string }[];
  actors: { nodes: Named[] };
  sources: { nodes: Source[] };
}

const SEARCH = `query ($text: String!) {
  places(name: $text, first: 6) { nodes { ...found } }
  resolvePlace(name: $text, first: 6) { matched place { ...found } }
  actors(name: $text, first: 3) { nodes { id name } }
  sources(text: $text, first: 4) { nodes { id name publisher } }
}
fragment found on Place { id name kind ancestors { id name } }`;

/** Fewer letters are no search. */
const SHORTEST = 2;

/** What is found, likeliest first; null while less is written than can be searched for. */
export function useSearch(text: string): Found[] | null {
  const asked = text.trim().length >= SHORTEST ? { text: text.trim() } : null;
  const { data } = useAnswer<Asked>(SEARCH, asked, 90);
  return asked && data && foundIn(data, asked.text);
}

const PLACES_SHOWN = 8;

function foundIn({ places, resolvePlace, actors, sources }: Asked, text: string): Found[] {
  const begun = places.nodes.map((place) => placeFound(place, null));
  const like = resolvePlace.map(({ place, matched }) => placeFound(place, matched));
  const spelled = new Map(like.map((found) => [found.id, found.spelling]));
  const all = new Map([...begun, ...like].map((found) => [found.id, found]));
  for (const found of all.values()) found.spelling ??= spelled.get(found.id) ?? null;
  return [
    ...[...all.values()].slice(0, PLACES_SHOWN),
    ...actors.nodes.map(({ id, name }) => ({ type: "actor" as const, id, name, kind: null, areas: [], spelling: null })),
    ...sources.nodes.filter((source) => isNamed(source, text)).map(({ id, name, publisher }) => ({
      ...{ type: "source" as const, id, name },
      ...{ kind: publisher, areas: [], spelling: null },
    })),
  ];
}

function placeFound({ id, name, kind, ancestors }: PlaceFound, matched: string | null): Found {
  const spelling = matched && matched !== name ? matched : null;
  return { type: "place", id, name, kind, areas: ancestors.map((area) => area.name), spelling };
}

/** Where no source has the words, the server answers with those that are like them: too many beside places. */
function isNamed({ name, publisher }: Source, text: string): boolean {
  const [word] = text.toLowerCase().split(/\s+/);
  return `${name} ${publisher ?? ""}`.toLowerCase().includes(word!);
}
