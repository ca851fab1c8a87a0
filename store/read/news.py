"""Of which places anything became known between two moments, or was recorded since a position. About all others the
same claims stand at both, of the same worth, so that they have the same periods under a policy.

It may name places of which nothing that matters was said, and never leaves one out.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select, union

from domain.values.coordinates import Coordinates
from store.db import tables
from store.db.columns import listed
from store.db.connections import Connection

_CLAIM, _ACT, _FOLDED = tables.claim.c, tables.annulment.c, tables.folded.c
LISTED_MAX = 1_000
"""Of more places each is not looked up by itself: to go through all claims is quicker."""


async def places_with_news(
    conn: Connection, first: datetime | None, second: datetime | None, places: Collection[str] | None = None
) -> set[str]:
    """The places among these (None: anywhere) of which something became known between two moments (UTC; None: when
    everything is known), whichever is the earlier. One statement.
    """
    moments = sorted(moment for moment in (first, second) if moment is not None)
    if not moments or first == second:
        return set()
    return await _among(conn, places, _became_known(moments[0], moments[1] if len(moments) > 1 else None))


async def unanswered_by_periods(conn: Connection, at: Coordinates, places: Collection[str]) -> set[str]:
    """Those of these places of which the stored periods do not say what held at the coordinates. One statement."""
    # A place is folded again when anything is recorded that may change it: the worth of its sources as well.
    later = select(_FOLDED.place).where(or_(_FOLDED.position > at.position, _FOLDED.position == 0))
    return await _among(conn, places, [later, *(_became_known(at.known_at, None) if at.known_at else ())])


async def _among(conn: Connection, places: Collection[str] | None, found: Sequence[Select[Any]]) -> set[str]:
    if places is not None and len(places) <= LISTED_MAX:
        found = [query.where(query.selected_columns.place.in_(listed(places))) for query in found]
    news = set((await conn.execute(union(*found))).scalars())
    return news if places is None else news.intersection(places)


def _became_known(after: datetime, until: datetime | None) -> list[Select[Any]]:
    """Places of claims, and of what annuls claims, that became known after a moment and by another (None: ever)."""
    return [
        select(_CLAIM.place).where(*_within(_CLAIM.known, after, until)),
        select(_CLAIM.place).where(_CLAIM.position.in_(select(_annulled(after, until).c.target))),
    ]


def _annulled(after: datetime, until: datetime | None) -> Any:
    """What was annulled: of the annulment of an annulment, all that hangs on it."""
    chain = select(_ACT.target).where(*_within(_ACT.known, after, until)).cte("annulled_then", recursive=True)
    return chain.union(select(_ACT.target).join(chain, _ACT.position == chain.c.target))


def _within(known: ColumnElement[datetime], after: datetime, until: datetime | None) -> list[ColumnElement[bool]]:
    return [known > after, *([known <= until] if until is not None else [])]
