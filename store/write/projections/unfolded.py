"""Places whose periods are older than their claims: those of a long import, which are folded once, at its end.

In `folded` they have the position 0. Until they are folded, readers fold the claims themselves.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from sqlalchemy import delete, func, select

from store.db import limits, tables
from store.db.columns import listed
from store.db.connections import Connection, Database
from store.write.projections.periods import refold
from store.write.rows import insert_rows


async def fold_later(conn: Connection, places: Iterable[str]) -> None:
    """The periods of these places answer nothing until `fold_all`, or any append about them."""
    chosen = sorted(places)
    await conn.execute(delete(tables.folded).where(tables.folded.c.place.in_(listed(chosen))))
    await insert_rows(conn, tables.folded, [{"place": place, "position": 0} for place in chosen])


async def fold_all(db: Database, progress: Callable[[int], None] = lambda done: None) -> None:
    """Fold every place that waits for it, in transactions of about a second. `progress` receives the number of places
    that are done. Raises StoreError.
    """
    done = 0
    while places := await db.transact(_fold_next):
        done += len(places)
        progress(done)


async def _fold_next(conn: Connection) -> Sequence[str]:
    places, folded = await _next(conn), tables.folded.c
    await refold(conn, places)
    # A place without claims has no periods, and no position at which they were folded.
    await conn.execute(delete(tables.folded).where(folded.place.in_(listed(places)), folded.position == 0))
    return places


async def _next(conn: Connection) -> Sequence[str]:
    """As many as can be folded while others wait, at least one."""
    claim, folded = tables.claim.c, tables.folded.c
    waiting = select(folded.place).where(folded.position == 0).order_by(folded.place).limit(limits.CHUNK_PLACES)
    places = (await conn.execute(waiting)).scalars().all()
    counts = select(claim.place, func.count()).where(claim.place.in_(listed(places))).group_by(claim.place)
    claims: dict[str, int] = dict((await conn.execute(counts)).all())
    so_far = [*accumulate(claims.get(place, 0) for place in places)]
    return places[: max(1, bisect_right(so_far, limits.FOLDED_AT_ONCE_CLAIMS))]
