"""Whether the states of a day, as the timeline gives them, follow from its events."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from verifier.log_file import Line
from verifier.moments import sortable
from verifier.refold.claims import Claim
from verifier.refold.events import Events, entry
from verifier.refold.fold import state_on
from verifier.refold.places import claims_by_place, existing, statuses_by_place
from verifier.refold.repeats import without_repeats
from verifier.refold.state_hash import state_hash
from verifier.refold.times import written
from verifier.refold.turns import TooManyOrders

CONTROL = ("holder", "level", "certainty", "levelCertainty", "since", "alternatives")
STATUS = ("status", "statusDirection", "statusCertainty", "statusSince", "statusAlternatives")
LISTS = ("alternatives", "statusAlternatives")
UNKNOWN = dict(zip(CONTROL, ("", "UNKNOWN", "UNKNOWN", "UNKNOWN", "", ""), strict=True))
COORDINATES = ("date", "knownOn", "knownAt", "position", "policy")
Difference = tuple[str, str, str, str]
"""Place, column, what the file has and what follows from the log."""


@dataclass(frozen=True)
class Compared:
    """`untried`: places too entangled for this fold. `state_hash`: None if it was not asked for."""

    places: int
    different: tuple[Difference, ...]
    untried: tuple[str, ...]
    state_hash: str | None = None


@dataclass(frozen=True)
class Asked:
    """The coordinates of a file; `known_by` can be compared with the moments of events."""

    day: date
    known_by: str | None
    position: int
    policy: str


def compare(path: Path, lines: Iterable[Line], with_hash: bool = False) -> Compared:
    """A file of `timeline export --as-of DATE --format csv`, of all places, against the log. `with_hash`: also make the
    `stateHash` of its coordinates. Raises ValueError; TooManyOrders where a hash cannot be made.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = {row["place"]: row for row in csv.DictReader(file)}
    if not rows:
        raise ValueError(f"{path} has no places")
    coordinates = {tuple(row[name] for name in COORDINATES) for row in rows.values()}
    if len(coordinates) > 1:
        raise ValueError(f"{path} is of several days")
    asked = _asked(*coordinates.pop())
    events = Events([entry(line) for line in lines if line.position <= asked.position], asked.known_by)
    places, claims, statuses = existing(events, asked.day), claims_by_place(events), statuses_by_place(events)
    different, untried = _listed(rows, places), []
    for place in sorted(places & rows.keys()):
        try:
            due = _control(claims.get(place, []), asked) | _status(statuses.get(place, []), asked)
        except TooManyOrders:
            untried.append(place)
        else:
            different += _differences(place, rows[place], due)
    made = state_hash(events, places, claims, statuses, asked.day, asked.policy) if with_hash else None
    return Compared(len(places), tuple(different), tuple(untried), made)


def _asked(day: str, known_on: str, known_at: str, position: str, policy: str) -> Asked:
    known_by = f"{known_on}T23:59:59.999999" if known_on else (sortable(known_at) if known_at else None)
    return Asked(date.fromisoformat(day), known_by, int(position), policy)


def _listed(rows: dict[str, dict[str, str]], places: set[str]) -> list[Difference]:
    missing = [(place, "place", "", "exists on that day") for place in sorted(places - rows.keys())]
    return missing + [(place, "place", "is listed", "") for place in sorted(rows.keys() - places)]


def _differences(place: str, row: dict[str, str], due: dict[str, str]) -> list[Difference]:
    given = {name: _sorted(row[name].split("; ")) if name in LISTS else row[name] for name in due}
    return [(place, name, given[name], due[name]) for name in due if given[name] != due[name]]


def _control(claims: list[Claim], asked: Asked) -> dict[str, str]:
    """As the columns of the file have it, the alternatives in order of their names."""
    if not claims:
        return UNKNOWN
    (holder, level), *certainties, since, others = state_on(without_repeats(claims), asked.day, asked.policy)
    shown = _sorted(f"{level} {holder}" if holder else level for holder, level in others)
    return dict(zip(CONTROL, (holder or "", level, *certainties, _since(since), shown), strict=True))


def _status(claims: list[Claim], asked: Asked) -> dict[str, str]:
    """Empty where nobody has reported one by that day."""
    if not claims:
        return dict.fromkeys(STATUS, "")
    (status, way), certainty, _, since, others = state_on(without_repeats(claims), asked.day, asked.policy)
    if certainty == "UNKNOWN" and not others:
        return dict.fromkeys(STATUS, "")
    direction = way if way in ("INBOUND", "OUTBOUND", "BOTH") else ""
    shown = _sorted(f"{other or 'UNKNOWN'} {way}".removesuffix(" BOTH") for other, way in others)
    return dict(zip(STATUS, (status or "UNKNOWN", direction, certainty, _since(since), shown), strict=True))


def _since(since: tuple[datetime, datetime, bool] | None) -> str:
    return written(*since) if since else ""


def _sorted(alternatives: Iterable[str]) -> str:
    return "; ".join(sorted(filter(None, alternatives)))
