/** What a report says, in a sentence. */

import type { Named, Reported } from "../data/report";
import { dated } from "./edtf";
import { range } from "./numbers";
import { alternatives, isolated, readable, t, term, together } from "./words";

/** With its date. */
export function claimed(event: Reported): string {
  const [from, to] = event.occurred.split("/");
  const isList = event.type !== "ControlChanged" && event.holder !== undefined && to && DAY.test(from!);
  if (!isList) return t("panel.claim", { date: dated(event.occurred), says: statement(event) });
  // A state seen at the end of a time in which it began: a list of what has fallen so far.
  return t("panel.claim.list", { date: dated(to), says: statement(event), from: dated(from!) });
}

const DAY = /^\d{4}-\d\d-\d\d$/;

function statement(event: Reported): string {
  switch (event.type) {
    case "ControlChanged":
      return changed(event);
    case "ControlAsserted":
    case "ControlConfirmed":
      return (event.holder ? t("panel.says.holds", { holder: named(event.holder) }) : t("panel.says.nobody")) + level(event);
    case "ClashReported":
      return t("panel.says.clash", { parties: together((event.parties ?? []).map(named)) });
    case "CasualtiesReported":
      return casualties(event);
    case "PersonsCrossedBorder":
      return t("panel.says.crossed", { count: counted(event), from: named(event.origin), to: named(event.destination) });
    case "StatusReported":
      return t("panel.says.status", { status: term("status", event.status ?? "UNKNOWN") });
    case "EventCorrected":
      return t("panel.says.corrected", { says: event.replacement ? statement(event.replacement) : "" });
    case "EventRetracted":
      return t("panel.says.retracted");
    default:
      return event.assessment ? readable(event.assessment) : term("type", event.type);
  }
}

function changed(event: Reported): string {
  const [gainer, loser] = [named(event.gainer), named(event.loser)];
  if (!event.gainer) return t("panel.says.lost", { loser }) + level(event);
  return t(event.loser ? "panel.says.took" : "panel.says.gained", { gainer, loser }) + level(event);
}

function casualties(event: Reported): string {
  const kinds = (event.kinds ?? []).map((kind) => term("casualty", kind));
  const said = t("panel.says.casualties", { count: counted(event), kinds: alternatives(kinds) });
  return event.party ? `${said} (${named(event.party)})` : said;
}

const named = (who: Named | null | undefined): string => isolated(who?.name ?? t("holder.none"));

/** The bounds, or the word that stands for a number, such as "dozens". */
function counted({ count }: Reported): string {
  const { low = null, high = null, verbatim = null } = count ?? {};
  return low === null && high === null && verbatim ? t("panel.quoted", { text: verbatim }) : range(low, high);
}

function level({ level }: Reported): string {
  return level && level !== "CONTROL" ? ` (${term("level", level)})` : "";
}
