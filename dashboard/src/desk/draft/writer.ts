/** Who writes: by a token, unless the server lets everybody. It is kept until the tab is closed, and in no address. */

import { signal } from "@preact/signals";
import { ask, Refusal, useToken } from "../../graphql/ask";

export interface Writer {
  /** The name that the record will keep; null: nobody's. */
  name: string | null;
  mayWrite: boolean;
  tokenNeeded: boolean;
  /** Which visibilities there are to choose from; empty: everybody reads all of the record. */
  visibilities: string[];
}

const KEY = "conflict-timeline.token";

export const writer = signal<Writer | null>(null);

/** Takes the token that an address has behind `#token=`, where no server sees it, and takes it out of the address. */
export function takeTokenFromAddress(): void {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (token === null) return;
  sessionStorage.setItem(KEY, token);
  history.replaceState(history.state, "", location.pathname + location.search);
}

/** Asks who this is, with the token that this tab was given before. One that the server refuses is forgotten. */
export async function readWriter(): Promise<void> {
  useToken(sessionStorage.getItem(KEY));
  try {
    writer.value = await whoIsThis();
  } catch (reason) {
    if (!(reason instanceof Refusal && reason.code.startsWith("TOKEN_"))) throw reason;
    sessionStorage.removeItem(KEY);
    useToken(null);
    writer.value = await whoIsThis();
  }
}

const whoIsThis = async (): Promise<Writer> =>
  (await ask<{ writer: Writer }>("{ writer { name mayWrite tokenNeeded visibilities } }")).writer;

/** Takes the token; it is kept only if the server knows it. */
export async function signIn(token: string): Promise<void> {
  sessionStorage.setItem(KEY, token);
  await readWriter();
  if (writer.value?.mayWrite) return;
  sessionStorage.removeItem(KEY);
  useToken(null);
}

export async function signOut(): Promise<void> {
  sessionStorage.removeItem(KEY);
  await readWriter();
}
