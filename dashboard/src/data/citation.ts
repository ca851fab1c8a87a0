/** What fixes a view for ever: its coordinates with the position of the log, and the token that gives the same answer. */

import { ask } from "../graphql/ask";
import { toAddress } from "../view/address";
import type { Policy, View } from "../view/coordinates";
import { bounds } from "./record";

export interface Citation {
  date: string;
  knownOn: string | null;
  policy: Policy;
  position: number;
  token: string;
  /** What is answered of the place that is open; null: none is, or it did not exist on that day. */
  answer: CitedAnswer | null;
  /** The address of the view with the position in it. */
  address: string;
}

export interface CitedAnswer {
  place: { name: string };
  holder: { name: string } | null;
  certainty: string;
  alternatives: { holder: { name: string } | null }[];
}

const SNAPSHOT = `query (
  $date: Date!, $knownOn: Date, $position: Position, $policy: ResolutionPolicy!, $place: ID!, $isOpen: Boolean!
) {
  asOf(date: $date, knownOn: $knownOn, position: $position, policy: $policy) {
    token position
    place(id: $place) @include(if: $isOpen) { place { name } holder { name } certainty alternatives { holder { name } } }
  }
}`;

interface Snapshot {
  asOf: { token: string; position: number; place?: CitedAnswer | null };
}

export async function cite(view: View): Promise<Citation> {
  const { date, knownOn, policy, place } = view;
  const pinned = view.position ?? bounds.peek()?.head ?? null;
  const variables = { date, knownOn, policy, position: pinned, place: place ?? "", isOpen: place !== null };
  const { token, position, place: answer = null } = (await ask<Snapshot>(SNAPSHOT, variables)).asOf;
  const address = new URL(toAddress({ ...view, position, embed: false }), location.href).href;
  return { date, knownOn, policy, position, token, answer, address };
}
