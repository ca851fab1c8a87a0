/** A draft made of an event on record, to correct or to retract it. */

import { actors } from "../../data/actors";
import { ask } from "../../graphql/ask";
import { t } from "../../words/words";
import { newDraft, NO_SOURCE, TYPES, type CountText, type Draft, type EventType, type Undoing, type Value } from "./draft";
import { fieldsOf, type Field } from "./forms";
import { NOBODY } from "./input";
import { placeLabel } from "./search";

type Place = Parameters<typeof placeLabel>[0] & { id: string };
interface Named {
  id: string;
  name: string;
}
interface Counted {
  qualifier: string;
  low: number | null;
  best: number | null;
  high: number | null;
  verbatim: string | null;
}
interface OnRecord extends Record<string, unknown> {
  type: string;
  published: string | null;
  publishedAt: string | null;
  source: Named | null;
  attribution: string[];
  hedges: string[];
  span: [number, number] | null;
}

const PLACE = "{ id name kind ancestors { name } }";
const ACTOR = "{ id name }";
const COUNT = "{ qualifier low best high verbatim }";
const EVENT = `query ($id: ID!) {
  event(id: $id) { ...whole ... on EventCorrected { replacement { ...whole } } }
}
fragment whole on Event {
  type occurred published publishedAt source { id name } attribution hedges credibility incident note partOf copyOf span
  ... on ControlChanged { place ${PLACE} gainer ${ACTOR} loser ${ACTOR} level manner regained }
  ... on ControlAsserted { place ${PLACE} holder ${ACTOR} level }
  ... on ControlConfirmed { places ${PLACE} holder ${ACTOR} level }
  ... on StatusReported { place ${PLACE} status direction }
  ... on PersonsCrossedBorder {
    origin ${PLACE} destination ${PLACE} via ${PLACE} count ${COUNT} group admission party ${ACTOR}
    including { kinds count ${COUNT} }
  }
  ... on CasualtiesReported { where: place ${PLACE} kinds count ${COUNT} party ${ACTOR} }
  ... on ClashReported { places ${PLACE} parties ${ACTOR} }
  ... on TallyClaimed { within ${PLACE} counted: kind holder ${ACTOR} levels numerator ${COUNT} denominator basis window }
}`;

/** Where a field has another name in the answer, because types disagree about whether it may be null. */
const ALIASES: Record<string, string> = { "CasualtiesReported.place": "where", "TallyClaimed.kind": "counted" };

/** Raises an Error in words where the event is not on record, or has no form. */
export async function draftFrom(how: Undoing["how"], id: string): Promise<Draft> {
  const { event } = await ask<{ event: (OnRecord & { replacement?: OnRecord }) | null }>(EVENT, { id });
  if (!event) throw new Error(t("desk.undoing.unknown", { event: id }));
  const undoing: Undoing = { how, event: id, reason: "", published: "" };
  if (how === "retract") return { ...newDraft(), undoing };
  const said = event.replacement ?? event;
  if (!isType(said.type)) throw new Error(t("desk.undoing.noForm", { type: said.type }));
  const existing = said.source && { id: said.source.id, label: said.source.name };
  const published = said.publishedAt ?? said.published ?? "";
  const fields = fieldsOf(said.type).map((field) => [field.name, valueOf(field, said)]);
  const drafted = { key: `of-${newDraft().id}`, type: said.type, passage: null, span: said.span, fields: Object.fromEntries(fields) };
  return { ...newDraft(), undoing, source: { ...NO_SOURCE, existing, published }, events: [drafted] };
}

const isType = (type: string): type is EventType => (TYPES as readonly string[]).includes(type);

function valueOf({ name, control, nobody }: Field, said: OnRecord): Value {
  const value = said[ALIASES[`${said.type}.${name}`] ?? name];
  const place = (of: Place) => ({ id: of.id, label: placeLabel(of) });
  const actor = ({ id, name: label }: Named) => ({ id, label });
  switch (control) {
    case "place":
      return value ? place(value as Place) : null;
    case "places":
      return (value as Place[]).map(place);
    case "actor":
      return value ? actor(value as Named) : nobody ? NOBODY : null;
    case "actors":
      return (value as Named[]).map(actor);
    case "speakers":
      return said.attribution.map((id) => ({ id, label: actors.value.get(id)?.name ?? id, registered: actors.value.has(id) }));
    case "count":
      return countText(value as Counted);
    case "including":
      return (value as { kinds: string[]; count: Counted }[]).map(({ kinds, count }) => ({ kinds, count: countText(count) }));
    case "hedges":
      return said.hedges.join(", ");
    case "choices":
      return value as string[];
    case "flag":
      return value === true;
    default:
      return value === null || value === undefined ? "" : String(value);
  }
}

function countText({ qualifier, low, best, high, verbatim }: Counted): CountText {
  const text = (number: number | null) => (number === null ? "" : String(number));
  return { qualifier, low: text(low), best: text(best), high: text(high), verbatim: verbatim ?? "" };
}
