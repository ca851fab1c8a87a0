/** Questions to the server that this page came from. */

export type Variables = Record<string, unknown>;

/** What the server refuses, with the code that docs/http.md lists. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

/** Longer questions are sent by POST: a GET of theirs would be cut off on the way, and is not worth keeping. */
const GET_MAX = 2_000;

interface Answer<T> {
  data?: T | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

let token: string | undefined;

/** The token of the writer, for all questions from now on; null: none. */
export function useToken(given: string | null): void {
  token = given ?? undefined;
}

/** The position of what was recorded last: answers may be read from a standby, and have to have it. */
let written = 0;

/** The data of the answer. Throws a Refusal where there is any error, since half an answer would be taken for a whole. */
export async function ask<T>(query: string, variables: Variables = {}, signal?: AbortSignal): Promise<T> {
  const response = await send(query, variables, signal);
  if (isChange(query)) written = Math.max(written, Number(response.headers.get("timeline-position") ?? 0));
  const answer = (await response.json().catch(() => ({}))) as Answer<T>;
  const [error] = answer.errors ?? [];
  if (error) throw new Refusal(error.message, error.extensions?.code ?? "ERROR");
  if (!answer.data) throw new Refusal(`The server answered ${response.status} ${response.statusText}.`, "NO_ANSWER");
  return answer.data;
}

function send(query: string, variables: Variables, signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { accept: "application/graphql-response+json" };
  if (token) headers["authorization"] = `Bearer ${token}`;
  const asked = new URLSearchParams({ query: compact(query), variables: JSON.stringify(variables) });
  if (written) headers["timeline-min-position"] = String(written);
  if (!isChange(query) && asked.toString().length <= GET_MAX) return fetch(`graphql?${asked}`, { headers, signal });
  headers["content-type"] = "application/json";
  return fetch("graphql", { method: "POST", headers, body: JSON.stringify({ query, variables }), signal });
}

function isChange(query: string): boolean {
  return /^\s*mutation\b/.test(query);
}

function compact(query: string): string {
  return query.replace(/\s+/g, " ").trim();
}
