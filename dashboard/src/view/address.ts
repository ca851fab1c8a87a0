/** The view as the query part of an address, and back. What is as usual is left out. */

import { NOTHING, POLICIES, type Camera, type Coordinates, type Policy, type View } from "./coordinates";

export function toAddress(view: View): string {
  const parts: [string, string | number | null][] = [
    ["date", view.date || null],
    ["known", view.knownOn],
    ["position", view.position],
    ["policy", view.policy === "AGAINST_INTEREST" ? null : view.policy],
    ["kind", view.kind === "DISTRICT" ? null : view.kind],
    ["place", view.place],
    ["beside", view.compare && [view.compare.date, view.compare.knownOn ?? ""].join("~")],
    ["within", view.filter.within],
    ["holder", view.filter.holder],
    ["certainty", view.filter.certainty],
    ["at", view.camera && cameraText(view.camera)],
    ["table", view.table ? 1 : null],
    ["embed", view.embed ? 1 : null],
    ["lang", new URLSearchParams(location.search).get("lang")],
  ];
  const given = parts.filter((part): part is [string, string | number] => part[1] !== null);
  const query = new URLSearchParams(given.map(([key, value]) => [key, String(value)]));
  return given.length ? `?${query}` : location.pathname;
}

/** What cannot be read is as if it were not there: an address is typed by people. */
export function fromAddress(search: string): View {
  const given = new URLSearchParams(search);
  const policy = given.get("policy") as Policy | null;
  const position = Number(given.get("position"));
  return {
    ...NOTHING,
    date: dayOf(given.get("date")) ?? "",
    knownOn: dayOf(given.get("known")),
    position: Number.isInteger(position) && position > 0 ? position : null,
    policy: policy && POLICIES.includes(policy) ? policy : "AGAINST_INTEREST",
    kind: given.get("kind") ?? NOTHING.kind,
    place: given.get("place"),
    compare: coordinatesOf(given.get("beside")),
    filter: { within: given.get("within"), holder: given.get("holder"), certainty: given.get("certainty") },
    camera: cameraOf(given.get("at")),
    table: given.has("table"),
    embed: given.has("embed"),
  };
}

function dayOf(text: string | null): string | null {
  return text && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}

function coordinatesOf(text: string | null): Coordinates | null {
  const [date, known] = (text ?? "").split("~");
  const day = dayOf(date ?? null);
  return day === null ? null : { date: day, knownOn: dayOf(known ?? null) };
}

function cameraText({ longitude, latitude, zoom }: Camera): string {
  return `${latitude.toFixed(4)},${longitude.toFixed(4)},${zoom.toFixed(2)}`;
}

function cameraOf(text: string | null): Camera | null {
  const [latitude, longitude, zoom] = (text ?? "").split(",").map(Number);
  const isWhole = [latitude, longitude, zoom].every((number) => Number.isFinite(number));
  return text && isWhole ? { latitude: latitude!, longitude: longitude!, zoom: zoom! } : null;
}
