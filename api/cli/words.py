"""States and events in words, from the facts of api/telling.py."""

from rich.console import Console
from rich.text import Text

from api.cli.console import out
from api.telling import Json

NOBODY = "nobody known"


def coordinates(snapshot: Json) -> str:
    known = f"as known on {snapshot['knownOn']}" if snapshot["knownOn"] else "with all that is known"
    return f"{snapshot['date']}, {known}, log position {snapshot['position']}, policy {snapshot['policy']}"


def place(found: Json) -> str:
    kind = found["kind"].replace("_", " ").lower()
    parent = f" in {found['parent']['name']}" if found["parent"] else ""
    return f"{found['name']} ({found['id']}), {kind}{parent}"


def holder(found: Json | None) -> str:
    if found is None:
        return NOBODY
    return found["name"] if found["name"] == found["id"] else f"{found['name']} ({found['id']})"


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
    for claim in claims:
        console.print(f"  {claim['id']}")
        console.print(Text(f"      {claim['type']}, {claim['occurred']}; {told_by(claim)}", style="dim"))


def claimed(event: Json) -> str:
    """An event in one line: what, when and where, and who says so. A registration is about no time."""
    where = ", ".join(place["id"] for place in event["places"])
    about = [event["type"], event["occurred"], where] if where else [event["type"]]
    return f"{', '.join(about)}; {told_by(event)}"


def told_by(claim: Json) -> str:
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
