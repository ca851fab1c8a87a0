"""Whether the states of a day, as the timeline gives them, follow from its events."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from verifier.log_file import Line
from verifier.moments import sortable
from verifier.refold.claims import Claim
from verifier.refold.events import Events, entry
from verifier.refold.fold import state_on
from verifier.refold.places import claims_by_place, existing
from verifier.refold.times import written
from verifier.refold.turns import TooManyOrders

SHOWN = ("holder", "level", "certainty", "levelCertainty", "since", "alternatives")
UNKNOWN = {"holder": "", "level": "UNKNOWN", "certainty": "UNKNOWN", "levelCertainty": "UNKNOWN", "since": ""}


@dataclass(frozen=True)
class Compared:
    """`different`: place, column, what the file has and what follows. `untried`: places too entangled for this fold."""

    places: int
    different: tuple[tuple[str, str, str, str], ...]
    untried: tuple[str, ...]


def compare(path: Path, lines: Iterable[Line]) -> Compared:
    """A file of `timeline export --as-of DATE --format csv`, of all places, against the log. Raises ValueError."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = {row["place"]: row for row in csv.DictReader(file)}
    if not rows:
        raise ValueError(f"{path} has no places")
    asked = {tuple(row[name] for name in ("date", "knownOn", "knownAt", "position", "policy")) for row in rows.values()}
    if len(asked) > 1:
        raise ValueError(f"{path} is of several days")
    [(day, known_on, known_at, position, policy)] = asked
    entries = [entry(line) for line in lines if line.position <= int(position)]
    events = Events(entries, _known_by(known_on, known_at))
    return _compared(rows, events, date.fromisoformat(day), policy)


def _known_by(known_on: str, known_at: str) -> str | None:
    if known_on:
        return f"{known_on}T23:59:59.999999"
    return sortable(known_at) if known_at else None


def _compared(rows: dict[str, dict[str, str]], events: Events, day: date, policy: str) -> Compared:
    claims, expected = claims_by_place(events), existing(events, day)
    different = [(place, "place", "", "exists on that day") for place in sorted(expected - rows.keys())]
    different += [(place, "place", "is listed", "") for place in sorted(rows.keys() - expected)]
    untried = []
    for place in sorted(expected & rows.keys()):
        try:
            state = _state(claims.get(place, []), day, policy)
        except TooManyOrders:
            untried.append(place)
            continue
        given = {
            **rows[place],
            "alternatives": "; ".join(sorted(filter(None, rows[place]["alternatives"].split("; ")))),
        }
        different += [(place, name, given[name], state[name]) for name in SHOWN if given[name] != state[name]]
    return Compared(len(expected), tuple(different), tuple(untried))


def _state(claims: list[Claim], day: date, policy: str) -> dict[str, str]:
    """As the columns of the file have it, the alternatives in order of their names."""
    if not claims:
        return UNKNOWN | {"alternatives": ""}
    (holder, level), certainty, level_certainty, since, others = state_on(claims, day, policy)
    return {
        "holder": holder or "",
        "level": level,
        "certainty": certainty,
        "levelCertainty": level_certainty,
        "since": written(*since) if since else "",
        "alternatives": _sorted(f"{level} {holder}" if holder else level for holder, level in others),
    }


def _sorted(alternatives: Iterable[str]) -> str:
    return "; ".join(sorted(alternatives))
