/** What a view of the record consists of. */

export interface Coordinates {
  /** The civil day shown. */
  date: string;
  /** Only what was known by the end of this day (UTC); null: everything known. */
  knownOn: string | null;
}

export interface View extends Coordinates {
  /** Only the log up to here; null: all of it. */
  position: number | null;
  policy: Policy;
  /** The kind of places that are coloured. */
  kind: string;
  /** The place whose panel is open. */
  place: string | null;
  /** The second pair of coordinates, beside which the first is shown; null: none. */
  compare: Coordinates | null;
  filter: Filter;
  camera: Camera | null;
  /** As a table instead of a map. */
  table: boolean;
  /** Inside another page: no header, no search. */
  embed: boolean;
}

export interface Filter {
  /** Id of a place: only what lies in it. */
  within: string | null;
  /** Id of an actor. */
  holder: string | null;
  certainty: string | null;
}

export interface Camera {
  longitude: number;
  latitude: number;
  zoom: number;
}

export const POLICIES = ["AGAINST_INTEREST", "LATEST", "MOST_RELIABLE", "CAUTIOUS"] as const;
export type Policy = (typeof POLICIES)[number];

export const NOTHING: View = {
  date: "",
  knownOn: null,
  position: null,
  policy: "AGAINST_INTEREST",
  kind: "DISTRICT",
  place: null,
  compare: null,
  filter: { within: null, holder: null, certainty: null },
  camera: null,
  table: false,
  embed: false,
};
