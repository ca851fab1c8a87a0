/** A report as lists show it: an event with what it says, who says so, and whether it stands. */

export interface Source {
  id: string;
  name: string;
  publisher: string | null;
  url: string | null;
  reliability: string | null;
}

export interface Named {
  id: string;
  name: string;
}

export interface NumberGiven {
  low: number | null;
  high: number | null;
  verbatim: string | null;
}

/** An event as seen from the coordinates of what was asked. */
export interface Report {
  /** Unique to the event and those coordinates. */
  id: string;
  interest: string;
  standing: boolean;
  correctedBy: { id: string } | null;
  retractedBy: { id: string } | null;
  event: Reported;
}

/** What is the same from everywhere; what stands below `source`, only where the type of the event has it. */
export interface Reported {
  id: string;
  type: string;
  occurred: string;
  published: string | null;
  recordedAt: string;
  attribution: string[];
  hedges: string[];
  credibility: number | null;
  note: string | null;
  source: Source | null;
  gainer?: Named | null;
  loser?: Named | null;
  holder?: Named | null;
  level?: string;
  manner?: string;
  parties?: Named[];
  party?: Named | null;
  kinds?: string[];
  count?: NumberGiven;
  origin?: Named;
  destination?: Named;
  status?: string;
  direction?: string | null;
  assessment?: string;
  /** Of a correction: the event as it should have been. */
  replacement?: Reported;
}

/** To be put beside a query that spreads `...report`. */
export const REPORT = `fragment report on EventView {
  id interest standing correctedBy { id } retractedBy { id } event { ...reported }
}
fragment reported on Event {
  id type occurred published recordedAt attribution hedges credibility note
  source { id name publisher url reliability }
  ...content
  ... on EventCorrected { replacement { type ...content } }
}
fragment content on Event {
  ... on ControlChanged { gainer { id name } loser { id name } level manner }
  ... on ControlAsserted { holder { id name } level }
  ... on ControlConfirmed { holder { id name } level }
  ... on ClashReported { parties { id name } }
  ... on CasualtiesReported { party { id name } kinds count { low high verbatim } }
  ... on PersonsCrossedBorder { origin { id name } destination { id name } count { low high verbatim } }
  ... on StatusReported { status direction }
  ... on SituationAssessed { assessment }
}`;

/** The day (UTC) from which a report was known: that of publication, or where none is given that of recording. */
export const knownDay = ({ published, recordedAt }: Reported): string => published ?? recordedAt.slice(0, 10);

/** The address of a source, if a browser can open it. */
export function openable(url: string | null | undefined): string | null {
  return url && /^https?:\/\//i.test(url) ? url : null;
}
