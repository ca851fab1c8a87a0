/** Who writes: by a token where the server asks for one. It is kept until the tab is closed, and never in an address. */

import { signal } from "@preact/signals";
import { ask, useToken } from "../../graphql/ask";

export interface Writer {
  /** The name that the record will keep; null: nobody's. */
  name: string | null;
  mayWrite: boolean;
  tokenNeeded: boolean;
}

const KEY = "conflict-timeline.token";

export const writer = signal<Writer | null>(null);

/** Asks who this is, with the token that this tab was given before. */
export async function readWriter(): Promise<void> {
  useToken(sessionStorage.getItem(KEY));
  ({ writer: writer.value } = await ask<{ writer: Writer }>("{ writer { name mayWrite tokenNeeded } }"));
}

/** Takes the token; it is kept only if the server knows it. */
export async function signIn(token: string): Promise<void> {
  sessionStorage.setItem(KEY, token);
  await readWriter();
  if (!writer.value?.mayWrite) sessionStorage.removeItem(KEY);
}

export async function signOut(): Promise<void> {
  sessionStorage.removeItem(KEY);
  await readWriter();
}
