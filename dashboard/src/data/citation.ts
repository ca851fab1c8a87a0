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
  /** The address of the view with the position in it. */
  address: string;
}

const SNAPSHOT = `query ($date: Date!, $knownOn: Date, $position: Position, $policy: ResolutionPolicy!) {
  asOf(date: $date, knownOn: $knownOn, position: $position, policy: $policy) { token position }
}`;

export async function cite(view: View): Promise<Citation> {
  const { date, knownOn, policy } = view;
  const pinned = view.position ?? bounds.peek()?.head ?? null;
  const variables = { date, knownOn, policy, position: pinned };
  const { asOf } = await ask<{ asOf: { token: string; position: number } }>(SNAPSHOT, variables);
  const { token, position } = asOf;
  const address = new URL(`/${toAddress({ ...view, position, embed: false })}`, location.href).href;
  return { date, knownOn, policy, position, token, address };
}
