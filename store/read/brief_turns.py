"""Turns that no evening shows, of many places at once: those that may have any are folded."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import func, select

from domain.control.aspects import Aspect
from domain.control.state import Period
from domain.history.brief_turns import BriefTurn, may_have_brief_turns
from domain.values.coordinates import Coordinates
from store.db import tables
from store.db.columns import listed
from store.db.connections import Connection
from store.read import folds, snapshot
from store.read.annulments import stands_at_head
from store.read.claims import standing_rows
from store.read.folds import Fold, fold_of_places


async def brief_turn_fold(
    conn: Connection, histories: Mapping[str, Sequence[Period]], at: Coordinates
) -> Fold[dict[str, tuple[BriefTurn, ...]]]:
    """By place, from the periods of each place at the coordinates, whose date plays no part."""
    counts = await _counts(conn, histories, at)
    places = [place for place, periods in histories.items() if may_have_brief_turns(counts.get(place, 0), periods)]
    rows, sides = await standing_rows(conn, places, known_at=at.known_at, position=at.position)
    return fold_of_places(folds.brief_turns_of, folds.STATE_COST, rows, sides, at.policy)


async def _counts(conn: Connection, places: Iterable[str], at: Coordinates) -> dict[str, int]:
    """How many claims about each place stand; at an earlier position, or as known earlier, how many there are."""
    claim = tables.claim.c
    conditions = [claim.place.in_(listed(places)), claim.aspect == Aspect.CONTROL, claim.position <= at.position]
    if await snapshot.is_materialised(conn, at):
        conditions.append(stands_at_head(claim.position))
    elif at.known_at is not None:
        conditions.append(claim.known <= at.known_at)
    counts = select(claim.place, func.count()).where(*conditions).group_by(claim.place)
    return dict((await conn.execute(counts)).all())
