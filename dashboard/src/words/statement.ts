/** What a report says, in a sentence. */

import type { Named, Report } from "../data/report";
import { range } from "./numbers";
import { alternatives, isolated, t, term, together } from "./words";

export function statement(report: Report): string {
  switch (report.type) {
    case "ControlChanged":
      return changed(report);
    case "ControlAsserted":
    case "ControlConfirmed":
      return report.holder ? t("panel.says.holds", { holder: named(report.holder) }) + level(report) : t("panel.says.nobody") + level(report);
    case "ClashReported":
      return t("panel.says.clash", { parties: together((report.parties ?? []).map(named)) });
    case "CasualtiesReported":
      return casualties(report);
    case "PersonsCrossedBorder":
      return t("panel.says.crossed", { count: counted(report), from: named(report.origin), to: named(report.destination) });
    case "StatusReported":
      return t("panel.says.status", { status: term("status", report.status ?? "UNKNOWN") });
    default:
      return report.assessment ?? term("type", report.type);
  }
}

function changed(report: Report): string {
  const [gainer, loser] = [named(report.gainer), named(report.loser)];
  if (!report.gainer) return t("panel.says.lost", { loser }) + level(report);
  return t(report.loser ? "panel.says.took" : "panel.says.gained", { gainer, loser }) + level(report);
}

function casualties(report: Report): string {
  const kinds = (report.kinds ?? []).map((kind) => term("casualty", kind));
  const said = t("panel.says.casualties", { count: counted(report), kinds: alternatives(kinds) });
  return report.party ? `${said} (${named(report.party)})` : said;
}

const named = (who: Named | null | undefined): string => isolated(who?.name ?? t("holder.none"));
const counted = ({ count }: Report): string => range(count?.low ?? null, count?.high ?? null);

function level({ level }: Report): string {
  return level && level !== "CONTROL" ? ` (${term("level", level)})` : "";
}
