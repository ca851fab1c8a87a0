/** The states of all places of a kind on one day: for a day of knowledge that is only passed by. */

import { ask } from "../graphql/ask";
import type { States } from "./replay";
import type { MapAsked } from "./statesAt";

interface Columns extends Omit<States, "date" | "exists"> {}

const FRAME = `query (
  $date: Date!, $kind: PlaceKind!, $knownOn: Date, $position: Position, $policy: ResolutionPolicy!
) {
  asOf(date: $date, knownOn: $knownOn, position: $position, policy: $policy) { frame(kind: $kind) }
}`;

export async function readFrame(date: string, asked: MapAsked): Promise<States> {
  const { asOf } = await ask<{ asOf: { frame: Columns } }>(FRAME, { date, ...asked });
  const { frame } = asOf;
  return { ...frame, date, exists: new Uint8Array(frame.place.length).fill(1) };
}
