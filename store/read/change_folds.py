"""What a change of the standing claims changes in the answers, as work on pure data that any process can do."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from domain.control import resolution
from domain.control.aspects import Aspect
from domain.control.interest import Sides
from domain.control.state import Period
from domain.history.answer_changes import AnswerChange, answer_changes
from domain.values.terms import Policy
from store.read.claim_rows import ClaimRow, claims_of
from store.read.folds import HISTORY_COST, PART_COST, PLACE_COST, Fold

Subject = tuple[str, Aspect]
"""A place, and who holds it or whether it can be used."""


class StandingClaims(NamedTuple):
    """Those about some places, of both aspects, in order of position; and the sides of the actors in them."""

    rows: Sequence[ClaimRow]
    sides: Sides


class PlaceChange(NamedTuple):
    """Days of one place whose answers differ."""

    place: str
    aspect: Aspect
    change: AnswerChange


def fold_of_changes(before: StandingClaims, after: StandingClaims, policy: Policy) -> Fold[list[PlaceChange]]:
    """In which days of which places the answers differ: by id of the place, control first, then in order of time."""
    parts = [(*part, policy) for part in _parts(before, after)]
    rows = [*before.rows, *after.rows]
    cost = HISTORY_COST * len(rows) + 2 * PLACE_COST * len({row.place for row in rows})
    return Fold(changes_of, parts, lambda results: list(chain.from_iterable(results)), cost)


def changes_of(before: StandingClaims, after: StandingClaims, policy: Policy) -> list[PlaceChange]:
    """The same of one part, worked out."""
    first, second = _histories(before, policy), _histories(after, policy)
    return [
        PlaceChange(*subject, change)
        for subject in sorted(first.keys() | second.keys())
        for change in answer_changes(first.get(subject, ()), second.get(subject, ()))
    ]


def _parts(before: StandingClaims, after: StandingClaims) -> Iterator[tuple[StandingClaims, StandingClaims]]:
    """The places in order, with all claims about them, shared out so that many can take turns."""
    first, second = _by_place(before.rows), _by_place(after.rows)
    part: tuple[list[ClaimRow], list[ClaimRow]] = ([], [])
    for place in sorted(first.keys() | second.keys()):
        part[0].extend(first.get(place, ()))
        part[1].extend(second.get(place, ()))
        if HISTORY_COST * (len(part[0]) + len(part[1])) >= PART_COST:
            yield StandingClaims(part[0], before.sides), StandingClaims(part[1], after.sides)
            part = ([], [])
    yield StandingClaims(part[0], before.sides), StandingClaims(part[1], after.sides)


def _by_place(rows: Sequence[ClaimRow]) -> dict[str, list[ClaimRow]]:
    found: dict[str, list[ClaimRow]] = defaultdict(list)
    for row in rows:
        found[row.place].append(row)
    return found


def _histories(claims: StandingClaims, policy: Policy) -> dict[Subject, tuple[Period, ...]]:
    by_subject: dict[Subject, list[ClaimRow]] = defaultdict(list)
    for row in claims.rows:
        by_subject[row.place, Aspect(row.aspect)].append(row)
    return {subject: resolution.periods(claims_of(own, claims.sides), policy) for subject, own in by_subject.items()}
