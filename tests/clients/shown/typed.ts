import type { WhoHeldImamSahibQuery } from "./types/operations";

type Place = NonNullable<WhoHeldImamSahibQuery["asOf"]["place"]>;

export function caption({ holder, certainty, lastWord }: Place): string {
  return `${holder?.name ?? "nobody is known"} (${certainty.toLowerCase()}, as of ${lastWord ?? "no day"})`;
}

// @ts-expect-error: the question does not ask for it.
export const level = (place: Place) => place.level;
