"""Turns that no evening shows, of many places at once: those that may have any are folded."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, func, select

from domain.control.aspects import Aspect
from domain.control.state import Period
from domain.history.brief_turns import BriefTurn, may_have_brief_turns
from domain.values.coordinates import Coordinates
from store.db import tables
from store.db.columns import listed
from store.db.connections import Connection
from store.read import folds
from store.read.annulments import stands_at_head
from store.read.claims import standing_rows
from store.read.folds import Fold, fold_of_places
from store.read.stored_periods import unanswered


async def brief_turn_fold(
    conn: Connection, histories: Mapping[str, Sequence[Period]], at: Coordinates
) -> Fold[dict[str, tuple[BriefTurn, ...]]]:
    """By place, from the periods of each place at the coordinates, whose date plays no part."""
    counts = await _counts(conn, histories, at)
    places = [place for place, periods in histories.items() if may_have_brief_turns(counts.get(place, 0), periods)]
    rows, sides = await standing_rows(conn, places, known_at=at.known_at, position=at.position)
    return fold_of_places(folds.brief_turns_of, folds.STATE_COST, rows, sides, at.policy)


async def _counts(conn: Connection, places: Collection[str], at: Coordinates) -> dict[str, int]:
    """How many claims about each place stand; where the stored periods do not tell of it, how many there are."""
    later = await unanswered(conn, at, places)
    claim = tables.claim.c
    found: dict[str, int] = {}
    for some, counted in ((later, _there_at(at)), ({*places}.difference(later), [stands_at_head(claim.position)])):
        if some:
            wanted = claim.place.in_(listed(some)), claim.aspect == Aspect.CONTROL, *counted
            counts = select(claim.place, func.count()).where(*wanted).group_by(claim.place)
            found |= dict((await conn.execute(counts)).all())
    return found


def _there_at(at: Coordinates) -> list[ColumnElement[bool]]:
    claim = tables.claim.c
    return [claim.position <= at.position, *([claim.known <= at.known_at] if at.known_at else [])]
