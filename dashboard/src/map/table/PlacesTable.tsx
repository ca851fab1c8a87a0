/** All that the map says, as a table: for those who do not see it, and for those who want to sort it. */

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { colourOf } from "../../data/actors";
import { crossings, crossingsAround } from "../../data/crossings";
import { shown } from "../../data/shown";
import { placeNames } from "../../data/surroundings";
import { boundsText } from "../../words/counts";
import { change, view } from "../../view/view";
import { day, language, t, term } from "../../words/words";
import { rowsOf, type Row } from "../export/rows";
import { ground } from "../ground";
import { beReady } from "../ready";
import { COLUMNS, sorted, type Column } from "./columns";
import "./table.css";

const order = signal<{ key: Column["key"]; isDescending: boolean }>({ key: "holder_name", isDescending: false });

export function PlacesTable() {
  const [states, lies] = [shown.value, ground.value];
  useEffect(() => {
    if (states && lies) beReady();
  }, [states, lies]);
  if (!states || !lies) return null;
  const rows = rowsOf(states, lies.places, lies.all, view.value.filter);
  const columns = COLUMNS.filter(({ key }) => key !== "status" || rows.some(({ status }) => status));
  const { key, isDescending } = order.value;
  return (
    <div class="table-view" tabIndex={0} role="region" aria-label={t("map.table")}>
      <table>
        <caption>{t("map.table.caption", { kind: term("kind", view.value.kind), date: day(states.date), count: rows.length })}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted(rows, key, isDescending, language).map((row) => (
            <PlaceRow key={row.place} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
      <CrossingsList date={states.date} />
    </div>
  );
}

function Heading({ column: { key, title } }: { column: Column }) {
  const isSorted = order.value.key === key;
  const isDescending = isSorted && order.value.isDescending;
  const turn = () => (order.value = { key, isDescending: isSorted && !isDescending });
  return (
    <th scope="col" aria-sort={isSorted ? (isDescending ? "descending" : "ascending") : "none"}>
      <button onClick={turn}>
        {t(title)}
        <span aria-hidden="true">{isSorted ? (isDescending ? " ▼" : " ▲") : ""}</span>
      </button>
    </th>
  );
}

function PlaceRow({ row, columns }: { row: Row; columns: Column[] }) {
  const [, ...others] = columns;
  return (
    <tr aria-current={view.value.place === row.place ? "true" : undefined}>
      <th scope="row">
        <button class="link" onClick={() => change({ place: row.place }, "push")}>
          <bdi>{row.name}</bdi>
        </button>
      </th>
      {others.map(({ key, text }) => (
        <td key={key}>
          {key === "holder_name" && <span class="swatch" style={{ background: colourOf(row.holder) }} />}
          <bdi>{text(row)}</bdi>
        </td>
      ))}
    </tr>
  );
}

/** The arrows of the map, in words. */
function CrossingsList({ date }: { date: string }) {
  const around = crossingsAround(crossings.value, date);
  if (!around.length) return null;
  const name = (place: string) => placeNames.value.get(place) ?? place;
  return (
    <section>
      <h2>{t("map.crossings")}</h2>
      <ul>
        {around.map(({ id, count, origin, destination, earliest, latest }) => (
          <li key={id}>
            {t("map.crossing.line", {
              count: boundsText(count),
              origin: name(origin),
              destination: name(destination),
              date: earliest === latest ? day(latest) : `${day(earliest, "short")} – ${day(latest)}`,
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
