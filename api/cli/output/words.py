"""States and events in words, from the JSON of the schema."""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from api.cli.output.console import out
from api.cli.output.json_value import Json
from api.limits import CLAIMS_SHOWN

NOBODY = "nobody known"


def coordinates(snapshot: Json) -> str:
    return f"{known(snapshot)}, log position {snapshot['position']}, policy {snapshot['policy']}"


def known(snapshot: Json) -> str:
    """The two clocks of a snapshot."""
    return f"{snapshot['date']}, {as_known(snapshot)}"


def as_known(found: Json) -> str:
    return f"as known on {found['knownOn']}" if found["knownOn"] else "with all that is known"


def number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def place(found: Json) -> str:
    kind = found["kind"].replace("_", " ").lower()
    parent = f" in {found['parent']['name']}" if found["parent"] else ""
    return f"{found['name']} ({found['id']}), {kind}{parent}"


def holder(found: Json | None) -> str:
    if found is None:
        return NOBODY
    return found["name"] if found["name"] == found["id"] else f"{found['name']} ({found['id']})"


def holding(state: Json) -> str:
    """Who holds it, by name; the level only where it is more than a name says."""
    name = state["holder"]["name"] if state["holder"] else NOBODY
    plain = "CONTROL" if state["holder"] else "UNKNOWN"
    return name if state["level"] == plain else f"{name} ({state['level']})"


def briefly(state: Json, *, since: bool = True) -> str:
    """A state in a line: how sure it is, what is the case, and what else may be."""
    if state["certainty"] == "UNKNOWN":
        return "nothing known"
    others = [holding(other) for other in state["alternatives"]]
    held = holding(state) + (f" since {state['since']}" if since and state["since"] else "")
    may_be = others if held == NOBODY and others else dict.fromkeys([held, *others])
    return f"{state['certainty']}: {', or '.join(may_be)}"


def print_state(state: Json) -> None:
    console = out()
    console.print(Text(place(state["place"]), style="bold"))
    console.print(Text(coordinates(state["snapshot"]), style="dim"))
    console.print()
    facts = {
        "holder": holder(state["holder"]),
        "level": state["level"],
        "certainty": state["certainty"],
        "since": state["since"],
        "manner": state["manner"],
    }
    for name, value in facts.items():
        if value is not None:
            console.print(Text.assemble("  ", (f"{name:<11}", "dim"), (value, "bold" if name == "holder" else "")))
    print_claims(console, "Who says so", state["basis"])
    otherwise = "Who says otherwise:" if state["basis"] else "Who says that it is"
    for other in state["alternatives"]:
        print_claims(console, f"{otherwise} {holder(other['holder'])}, {other['level']}", other["claims"])


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
        console.print(f"  {event['id']}")
        print_indented(
            console, Text(f"{event['type']}, {event['occurred']}; {attribution_line(event)}", style="dim"), by=6
        )


def print_named(console: Console, values: dict[str, str]) -> None:
    """Values with their names before them, set in."""
    rows = Table.grid(padding=(0, 2))
    for name, value in values.items():
        rows.add_row(Text(name, style="dim"), value)
    console.print(Padding(rows, (0, 0, 0, 2), expand=False), soft_wrap=False)


def print_indented(console: Console, text: Text, by: int) -> None:
    console.print(indented(text, by), soft_wrap=False)


def indented(text: Text, by: int) -> Padding:
    """A line set in; where a terminal is too narrow for it, the rest of it is set in as far."""
    return Padding(text, (0, 0, 0, by), expand=False)


def claimed(event: Json) -> str:
    """An event in one line: what, when and where, and who says so. A registration is about no time."""
    where = ", ".join(place["id"] for place in event["places"])
    about = [event["type"], event["occurred"], where] if where else [event["type"]]
    return f"{', '.join(about)}; {attribution_line(event)}"


def content(event: Json) -> Json:
    """What the event tells: its own fields, or those of what a correction puts in the place of another."""
    return event.get("replacement", event)


def attribution_line(claim: Json) -> str:
    """Who said it and when, what they have to gain, and their Admiralty grade."""
    parts = [f"{publisher(claim)}, {claim['published'] or 'undated'}"]
    if claim["attribution"]:
        utterer, *tellers = claim["attribution"]
        parts.append(f"word of {utterer}" + (f" by way of {', '.join(tellers)}" if tellers else ""))
    return "; ".join([*parts, claim["interest"], f"grade {grade(claim)}"])


def publisher(claim: Json) -> str:
    source = claim["source"]
    return (source["publisher"] or source["name"]) if source else "no source"


def grade(claim: Json) -> str:
    reliability = (claim["source"] or {}).get("reliability") or "none"
    return f"{reliability}{claim['credibility'] or ''}"
