"""States and events in words, from the JSON of the schema."""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from api.cli.output.console import out
from api.cli.output.json_value import Json
from api.limits import CLAIMS_SHOWN
from domain.values import knowledge
from domain.values.sealed import short_sealed

NOBODY = "nobody known"


def coordinates(snapshot: Json) -> str:
    return f"{known(snapshot)}, log position {snapshot['position']}, policy {snapshot['policy']}"


def known(snapshot: Json) -> str:
    """The two clocks of a snapshot."""
    return f"{snapshot['date']}, {as_known(snapshot)}"


def as_known(snapshot: Json) -> str:
    if snapshot["knownAt"]:
        return f"as known at {moment(snapshot['knownAt'])}"
    return f"as known on {snapshot['knownOn']}" if snapshot["knownOn"] else "with all that is known"


def moment(text: str) -> str:
    """A moment of knowledge: a day where it is the end of one."""
    return knowledge.written(knowledge.moment(text))


def number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def place(place: Json) -> str:
    kind = place["kind"].replace("_", " ").lower()
    parent = f" in {place['parent']['name']}" if place["parent"] else ""
    return short_sealed(f"{place['name']} ({place['id']}), {kind}{parent}")


def holder(actor: Json | None) -> str:
    if actor is None:
        return NOBODY
    return actor["name"] if actor["name"] == actor["id"] else short_sealed(f"{actor['name']} ({actor['id']})")


def holding(state: Json) -> str:
    """The holder by name, with the level where it is not the usual one."""
    name = short_sealed(state["holder"]["name"]) if state["holder"] else NOBODY
    plain = "CONTROL" if state["holder"] else "UNKNOWN"
    return name if state["level"] == plain else f"{name} ({state['level']})"


def briefly(state: Json, *, since: bool = True) -> str:
    """A state in one line: its certainty, its holder, and the alternatives."""
    if state["certainty"] == "UNKNOWN":
        return "nothing known"
    others = [holding(other) for other in state["alternatives"]]
    held = holding(state) + (f" since {state['since']}" if since and state["since"] else "")
    may_be = others if held == NOBODY and others else dict.fromkeys([held, *others])
    return f"{state['certainty']}: {', or '.join(may_be)}"


def briefly_with_status(state: Json) -> str:
    """A state in one line without its date, and whether the place can be used where somebody says so."""
    held = briefly(state, since=False)
    return f"{held}; status {status_briefly(state['status'], since=False)}" if state["status"] else held


def print_state(state: Json) -> None:
    console = out()
    console.print(Text(place(state["place"]), style="bold"))
    console.print(Text(coordinates(state["snapshot"]), style="dim"))
    console.print()
    facts = {
        "holder": holder(state["holder"]),
        "level": state["level"],
        "certainty": state["certainty"],
        "level certainty": state["levelCertainty"] if state["holder"] else None,
        "since": state["since"],
        "last word": state["lastWord"],
        "manner": state["manner"],
    }
    for name, value in facts.items():
        if value is not None:
            console.print(Text.assemble("  ", (f"{name:<17}", "dim"), (value, "bold" if name == "holder" else "")))
    print_why(console, state["why"])
    print_claims(console, f"Who says so: {number(state['basisVoices'], 'voice')}", state["basis"])
    otherwise = "Who says otherwise:" if state["basis"] else "Who says that it is"
    for other in state["alternatives"]:
        voices = number(other["voices"], "voice")
        print_claims(console, f"{otherwise} {holder(other['holder'])}, {other['level']}: {voices}", other["claims"])
    if state["status"]:
        print_status(console, state["status"])


def print_why(console: Console, why: Json) -> None:
    """The sentence, and below it what is known of the order of the claims."""
    console.print()
    print_indented(console, Text(why["text"]), by=2)
    for order in why["reasons"][:CLAIMS_SHOWN]:
        line = f"{order['reason']}: {order['before']['id']} before {order['after']['id']}"
        print_indented(console, Text(line, style="dim"), by=6)


def print_status(console: Console, status: Json) -> None:
    """Whether the place can be used, and who says so."""
    console.print()
    console.print(Text.assemble("  ", (f"{'status':<11}", "dim"), (status_briefly(status), "bold")))
    print_claims(console, "Who says so of its status", status["basis"])
    print_claims(console, "Who says otherwise of its status", status["alternatives"])


def status_briefly(status: Json | None, *, since: bool = True) -> str:
    """A status in one line: what it is, in which direction if only in one, how surely, and since when."""
    if status is None:
        return "nothing known"
    one_way = f" ({status['direction']})" if status["direction"] in ("INBOUND", "OUTBOUND") else ""
    dated = f" since {status['since']}" if since and status["since"] else ""
    return f"{status['status']}{one_way}, {status['certainty']}{dated}"


def print_claims(console: Console, title: str, claims: list[Json]) -> None:
    if not claims:
        return
    console.print()
    console.print(Text(title, style="bold"))
    print_events(console, claims[:CLAIMS_SHOWN])
    if len(claims) > CLAIMS_SHOWN:
        console.print(Text(f"  and {len(claims) - CLAIMS_SHOWN:,} earlier ones: --json shows all", style="dim"))


def print_events(console: Console, events: list[Json]) -> None:
    for event in events:
        console.print(f"  {event['id']}{withheld(event)}")
        print_indented(
            console, Text(f"{event['type']}, {event['occurred']}; {attribution_line(event)}", style="dim"), by=6
        )


def withheld(event: Json) -> str:
    """Behind the id of an event: who may open it and from when, where that is not everybody, at once."""
    disclosure = event["disclosure"]
    if disclosure is None:
        return ""
    return f"  ({who_opens(disclosure)})" if disclosure["visibility"] != "PUBLIC" or disclosure["releaseAt"] else ""


def who_opens(disclosure: Json) -> str:
    """Who may open an event and, under an embargo, from which moment (UTC) on."""
    if disclosure["releaseAt"] is None:
        return str(disclosure["visibility"])
    return f"{disclosure['visibility']} from {knowledge.written_moment(knowledge.moment(disclosure['releaseAt']))}"


def print_named(console: Console, values: dict[str, str]) -> None:
    """Values after their names, indented."""
    rows = Table.grid(padding=(0, 2))
    for name, value in values.items():
        rows.add_row(Text(name, style="dim"), value)
    console.print(Padding(rows, (0, 0, 0, 2), expand=False), soft_wrap=False)


def print_indented(console: Console, text: Text, by: int) -> None:
    console.print(indented(text, by), soft_wrap=False)


def indented(text: Text, by: int) -> Padding:
    """An indented line; on a narrow terminal its continuation is indented as well."""
    return Padding(text, (0, 0, 0, by), expand=False)


def claimed(event: Json) -> str:
    """An event in one line: type, date, places, and who says so. A registration has no date."""
    where = ", ".join(place["id"] for place in event["places"])
    about = [event["type"], event["occurred"], where] if where else [event["type"]]
    return f"{', '.join(about)}; {attribution_line(event)}"


def content(event: Json) -> Json:
    """The fields of the event, or those of the replacement in a correction."""
    return event.get("replacement", event)


def attribution_line(claim: Json) -> str:
    """Who said it and when, with their interest and Admiralty grade."""
    published = moment(claim["publishedAt"]) if claim.get("publishedAt") else claim["published"]
    parts = [f"{publisher(claim)}, {published or 'undated'}"]
    if claim["attribution"]:
        utterer, *tellers = claim["attribution"]
        parts.append(f"word of {utterer}" + (f" by way of {', '.join(tellers)}" if tellers else ""))
    return short_sealed("; ".join([*parts, claim["interest"], f"grade {grade(claim)}"]))


def publisher(claim: Json) -> str:
    source = claim["source"]
    return short_sealed(source["publisher"] or source["name"]) if source else "no source"


def grade(claim: Json) -> str:
    reliability = (claim["source"] or {}).get("reliability") or "none"
    return f"{reliability}{claim['credibility'] or ''}"
