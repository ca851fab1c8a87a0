/** What the draft would change in numbers of people. */

import { range, type Bounds } from "../words/numbers";
import { day, t } from "../words/words";
import type { SumChange } from "./draft/recording";
import { term } from "./draft/terms";

const COLUMNS = ["people", "days", "before", "after"] as const;

export function Sums({ sums }: { sums: SumChange[] }) {
  return (
    <table>
      <caption>{t("desk.preview.sums")}</caption>
      <thead>
        <tr>{COLUMNS.map((column) => <th key={column} scope="col">{t(`desk.preview.${column}`)}</th>)}</tr>
      </thead>
      <tbody>
        {sums.map((sum, index) => (
          <tr key={index}>
            <th scope="row">{people(sum)}</th>
            <td data-column={t("desk.preview.days")}>{days(sum)}</td>
            <td data-column={t("desk.preview.before")}>{bounds(sum.before)}</td>
            <td data-column={t("desk.preview.after")}>{bounds(sum.after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function people({ kinds, origin, destination, place, party }: SumChange): string {
  if (destination) return t("panel.says.crossed", { from: origin?.name ?? "?", to: destination.name, count: "" }).replace(/[\s:]+$/, "");
  const what = kinds.map((kind) => term("casualty", kind)).join(", ");
  return [what, place?.name, party?.name].filter(Boolean).join(" · ");
}

function days({ from, to }: SumChange): string {
  return from === to ? day(from) : t("desk.preview.span", { from: day(from), to: day(to) });
}

function bounds({ low, high }: Bounds): string {
  return range(low, high);
}
