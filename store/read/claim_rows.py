"""Claims as they are read from their table, and the form in which domain.control reads them. No SQL is spoken here, so
that a process that only folds need not load it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from domain.control.aspects import LEVELS, Aspect
from domain.control.claims import Claim
from domain.control.interest import Sides, Speaker, Stakes, interest
from domain.events.voices import voice
from domain.values.terms import Interest, Manner, Reliability
from store.db import limits


class ClaimRow(NamedTuple):
    """A row of the table of claims, and what the source of the claim is known by at the position asked for."""

    position: int
    place: str
    aspect: str
    changed: bool
    holder: str | None
    loser: str | None
    level: str
    occurred: str
    manner: str | None
    known: datetime
    source: str | None
    first_utterer: str | None
    credibility: int | None
    regained: bool
    told: datetime | None
    told_at: int | None
    copy_of: int | None
    affiliation: str | None
    reliability: str | None
    publisher: str | None


OWN_COLUMNS = ClaimRow._fields[:-3]
"""The columns of the claim itself."""
OF_SOURCE = ClaimRow._fields[-3:]
"""Those of its source."""


def actors_named(rows: Iterable[ClaimRow]) -> set[str]:
    """The actors whose side decides what the voices of these claims have to gain."""
    return {actor for row in rows for actor in (row.holder, row.loser, row.first_utterer, row.affiliation) if actor}


def claims_of(rows: Sequence[ClaimRow], sides: Sides) -> list[Claim]:
    """Each as domain.control reads it; `sides` are those of the registered actors."""
    return [_claim(row, sides) for row in rows]


def claims_kept(rows: Sequence[ClaimRow], sides: Sides) -> list[Claim]:
    """The same for a writer, who is asked about one place again and again: what was read before is not made again."""
    known = tuple(sorted(sides.items(), key=itemgetter(0)))
    return [_kept(row, known) for row in rows]


@lru_cache(maxsize=limits.CLAIMS_KEPT)
def _kept(row: ClaimRow, sides: tuple[tuple[str, str | None], ...]) -> Claim:
    return _claim(row, dict(sides))


_MANNERS: dict[str | None, Manner | None] = {None: None, **{manner.value: manner for manner in Manner}}
_RELIABILITIES: dict[str | None, Reliability | None] = {None: None, **{grade.value: grade for grade in Reliability}}
"""To look a word up takes a fifth of the time that its enum does."""


def _claim(row: ClaimRow, sides: Sides) -> Claim:
    speaker = Speaker(row.first_utterer, row.source, row.affiliation)
    return Claim(
        position=row.position,
        changed=row.changed,
        holder=row.holder,
        level=LEVELS[row.level],
        occurred=row.occurred,
        known=row.known,
        loser=row.loser,
        manner=_MANNERS[row.manner],
        interest=_interest(row, speaker, sides),
        reliability=_RELIABILITIES[row.reliability],
        credibility=row.credibility,
        voice=voice(row.first_utterer, row.publisher, row.source, row.position),
        regained=row.regained,
        corrects=(row.told, row.told_at) if row.told and row.told_at else None,
        copy_of=row.copy_of,
    )


def _interest(row: ClaimRow, speaker: Speaker, sides: Sides) -> Interest:
    """Nobody is asked what the status of a place gains him."""
    if row.aspect != Aspect.CONTROL:
        return Interest.NEUTRAL
    return interest(Stakes(row.holder, row.loser), speaker, sides)
