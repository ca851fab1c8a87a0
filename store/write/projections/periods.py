"""The periods of every place under every policy, of control and of status, folded from its standing claims."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import delete, func, select

from domain.control import resolution
from domain.values.problems import Problem, Refused
from store.db import limits, tables
from store.db.columns import listed
from store.db.connections import Connection
from store.read import periods
from store.read.claims import standing_claims_by_aspect
from store.write.rows import insert_rows


async def refold(conn: Connection, places: Iterable[str], claims_max: int | None = None) -> None:
    """Fold the standing claims of these places into periods, which replace the periods that they had.

    Places are taken in chunks by the number of their claims, which is what decides how much memory a fold needs. Raises
    Refused where several places have more than `claims_max` claims together: nobody can write while they are folded.
    """
    claim = tables.claim.c
    counts = select(claim.place, func.count()).where(claim.place.in_(listed(places))).group_by(claim.place)
    claims = (await conn.execute(counts.order_by(claim.place))).all()
    _check(claims, claims_max)
    for chunk in _chunks(claims):
        await _refold(conn, chunk)


def _check(counts: Sequence[Any], claims_max: int | None) -> None:
    """A place alone may have any number: there is no smaller batch about it."""
    claims = sum(count for _, count in counts)
    if claims_max is not None and len(counts) > 1 and claims > claims_max:
        message = (
            f"the batch touches {len(counts):,} places with {claims:,} claims, which would all be folded again while "
            f"others wait; {claims_max:,} are allowed: record it in parts, about fewer places each"
        )
        raise Refused(Problem((), "BATCH_TOO_WIDE", message))


def _chunks(counts: Iterable[Any]) -> Iterator[list[str]]:
    """Groups of places that have `CHUNK_CLAIMS` claims together, or one place that alone has more."""
    chunk: list[str] = []
    claims = 0
    for place, count in counts:
        if chunk and claims + count > limits.CHUNK_CLAIMS:
            yield chunk
            chunk, claims = [], 0
        chunk.append(place)
        claims += count
    if chunk:
        yield chunk


async def _refold(conn: Connection, places: Sequence[str]) -> None:
    claims = await standing_claims_by_aspect(conn, places)
    rows = [
        row
        for (place, aspect), standing in sorted(claims.items())
        for row in periods.to_rows(place, aspect, resolution.periods_by_policy(standing))
    ]
    for table in (tables.period, tables.folded):
        await conn.execute(delete(table).where(table.c.place.in_(listed(places))))
    await insert_rows(conn, tables.period, rows)
    head = (await conn.execute(select(tables.projected.c.position))).scalar_one()
    await insert_rows(conn, tables.folded, [{"place": place, "position": head} for place in places])
