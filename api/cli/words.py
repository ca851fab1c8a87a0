"""States and events in words, from the facts of api/telling.py."""

from typing import Any

from rich.console import Console
from rich.text import Text

Json = dict[str, Any]
NOBODY = "nobody is known to"


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


def print_state(console: Console, state: Json) -> None:
    console.print(Text(place(state["place"]), style="bold"))
    console.print(Text(coordinates(state["snapshot"]), style="dim"))
    console.print()
    facts = {
        "holder": holder(state["holder"]), "level": state["level"], "certainty": state["certainty"],
        "since": state["since"] or "nobody knows", "manner": state["manner"] or "not told",
    }
    for name, value in facts.items():
        console.print(Text.assemble("  ", (f"{name:<11}", "dim"), (value, "bold" if name == "holder" else "")))
    print_claims(console, "Who says so", state["basis"])
    for other in state["alternatives"]:
        said = f"{holder(other['holder'])}, {other['level']}"
        print_claims(console, f"Who says otherwise: {said}", other["claims"])


def print_claims(console: Console, title: str, claims: list[Json]) -> None:
    if not claims:
        return
    console.print()
    console.print(Text(title, style="bold"))
    for claim in claims:
        console.print(f"  {claim['id']}")
        console.print(Text(f"      {claim['type']}, {claim['occurred']}; {told_by(claim)}", style="dim"))


def told_by(claim: Json) -> str:
    """Who said it and when, what they have to gain, and their Admiralty grade."""
    source = claim["source"]
    publisher = (source["publisher"] or source["name"]) if source else "no source"
    parts = [f"{publisher}, {claim['published']}" if claim["published"] else f"{publisher}, undated"]
    if claim["attribution"]:
        parts.append(f"quoting {', who quotes '.join(reversed(claim['attribution']))}")
    return "; ".join([*parts, claim["interest"], f"grade {grade(claim)}"])


def grade(claim: Json) -> str:
    reliability = (claim["source"] or {}).get("reliability") or "none"
    return f"{reliability}{claim['credibility'] or ''}"
