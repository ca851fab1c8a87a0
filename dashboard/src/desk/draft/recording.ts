/** The draft is tried, so that its effect is seen, and then recorded. */

import { signal } from "@preact/signals";
import { ask, Refusal } from "../../graphql/ask";
import type { Bounds } from "../../words/numbers";
import { t } from "../../words/words";
import type { Draft } from "./draft";
import { draft, edit } from "./drafts";
import { batchOf, disclosed, type Batch } from "./input";
import { located, missing, ofRefusal, problems, type Found } from "./problems";

export interface StatePreview {
  holder: { id: string; name: string } | null;
  /** Null where the answer is about the status. */
  level: string | null;
  certainty: string;
  status: string | null;
  lastWord: string | null;
  basisVoices: number;
  text: string;
}

/** The days from `from` to the day before `to` for which the answer about a place would be another. */
export interface AnswerChange {
  place: { id: string; name: string };
  aspect: string;
  from: string;
  to: string | null;
  before: StatePreview;
  after: StatePreview;
}

/** A number of people that the draft is about, over the days of its event. */
export interface SumChange {
  from: string;
  to: string;
  kinds: string[];
  origin: Named | null;
  destination: Named | null;
  place: Named | null;
  party: Named | null;
  before: Bounds;
  after: Bounds;
}

interface Named {
  name: string;
}

export interface Preview {
  /** The draft that it is about, so that a later edit makes it void. */
  of: string;
  position: number;
  warnings: string[];
  changes: AnswerChange[];
  changeCount: number;
  sums: SumChange[];
}

/** What recording the draft would change; null: not asked yet. */
export const preview = signal<Preview | null>(null);
export const busy = signal<"trying" | "recording" | null>(null);

interface Refused {
  __typename: "Conflict" | "Denied" | "Invalid";
  code: string;
  message: string;
  problems?: { path: string[]; code: string; message: string }[];
}
interface Warnings {
  warnings: { message: string }[];
}
type Recorded = { __typename: "Recorded"; position: number; events: { id: string; type: string }[] } & Warnings;
type DryRun = { __typename: "DryRun" } & Warnings & Pick<Preview, "position" | "changes" | "changeCount" | "sums">;
type Answer = { record: Recorded | DryRun | Refused };

const REFUSED = `
  ... on Conflict { code message }
  ... on Denied { code message }
  ... on Invalid { code message problems { path code message } }`;

const STATE = "holder { id name } level certainty status lastWord basisVoices text";

const TRY = `mutation ($events: [EventInput!]!, $key: String!, $visibility: Visibility!, $releaseAt: DateTime) {
  record(events: $events, idempotencyKey: $key, visibility: $visibility, releaseAt: $releaseAt, dryRun: true) {
    __typename ${REFUSED}
    ... on DryRun {
      position changeCount warnings { message }
      changes { place { id name } aspect from to before { ${STATE} } after { ${STATE} } }
      sums {
        from to kinds origin { name } destination { name } place { name } party { name }
        before { low high } after { low high }
      }
    }
  }
}`;

/** Only where the log still ends where it was tried: what was seen is what happens. */
const RECORD = `mutation (
  $events: [EventInput!]!, $key: String!, $visibility: Visibility!, $releaseAt: DateTime, $position: Position
) {
  record(
    events: $events, idempotencyKey: $key, visibility: $visibility, releaseAt: $releaseAt, expectedPosition: $position
  ) {
    __typename ${REFUSED}
    ... on Recorded { position events { id type } warnings { message } }
  }
}`;

/** The preview, where it is of the draft as it stands now. */
export function currentPreview(): Preview | null {
  return preview.value?.of === fingerprint(draft.value) ? preview.value : null;
}

export async function tryOut(): Promise<void> {
  await send("trying", TRY, {}, (answer, tried) => {
    if (answer.__typename !== "DryRun") return;
    const { position, changes, changeCount, sums, warnings } = answer;
    const worded = warnings.map(({ message }) => message);
    preview.value = { of: fingerprint(tried), position, changes, changeCount, sums, warnings: worded };
  });
}

export async function record(): Promise<void> {
  const position = currentPreview()?.position;
  await send("recording", RECORD, { position }, (answer) => {
    if (answer.__typename !== "Recorded") return;
    const { warnings } = answer;
    // What says who may open the others is of no use to read.
    const events = answer.events.filter(({ type }) => type !== "VisibilitySet");
    edit({ outcome: { position: answer.position, events, warnings: warnings.map(({ message }) => message) } });
  });
}

async function send(
  how: "trying" | "recording",
  query: string,
  more: Record<string, unknown>,
  done: (answer: Answer["record"], tried: Draft) => void,
): Promise<void> {
  const tried = draft.value;
  problems.value = missing(tried);
  if (problems.value.length) return;
  busy.value = how;
  const batch = await batchOf(tried);
  try {
    const { record: answer } = await ask<Answer>(query, { events: batch.events, key: `desk-${tried.id}`, ...disclosed(tried), ...more });
    problems.value = refused(answer, batch);
    done(answer, tried);
  } catch (error) {
    problems.value = [unanswered(error, batch)];
  } finally {
    busy.value = null;
  }
}

function refused(answer: Answer["record"], batch: Batch): Found[] {
  if (answer.__typename === "Invalid") {
    return answer.problems!.map(({ path, code, message }) => located(path, worded(code, message, path, batch), batch));
  }
  // The log has moved on, or the key was used for something else: what was seen holds no more.
  if (answer.__typename === "Conflict") preview.value = null;
  const isRefusal = answer.__typename === "Conflict" || answer.__typename === "Denied";
  return isRefusal ? [{ owner: null, field: null, message: answer.message }] : [];
}

/** The desk has another remedy than the one for those who write events by hand. */
function worded(code: string, message: string, path: string[], { owners }: Batch): string {
  const isSource = owners[Number(path[1])] === "source";
  return isSource && code === "ALREADY_REGISTERED" ? t("desk.source.taken") : message;
}

/** Where no answer came, it may have been recorded all the same: sent again under the same key, it is recorded once. */
function unanswered(error: unknown, batch: Batch): Found {
  if (error instanceof Refusal) return ofRefusal(error, batch);
  return { owner: null, field: null, message: t("desk.problem.unanswered") };
}

/** What of a draft decides what is recorded. */
function fingerprint({ id, text, source, events, undoing, disclosure }: Draft): string {
  return JSON.stringify([id, text, source, events, undoing, disclosure]);
}
