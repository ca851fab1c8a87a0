"""The periods of every place under every policy, of control and of status, folded from its standing claims."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import bindparam, delete, exists, func, select
from sqlalchemy.dialects import postgresql, sqlite

from domain.control import resolution
from domain.control.aspects import Aspect
from domain.control.interest import Sides
from domain.values.problems import Problem, Refused
from store.db import limits, tables
from store.db.columns import any_of, elements
from store.db.connections import Connection
from store.db.long_work import done_aside
from store.read.claim_rows import ClaimRow, claims_of
from store.read.claims import standing_rows_at_head
from store.read.periods import to_rows
from store.write.projections.recent_periods import refolded
from store.write.rows import Row, insert_rows


async def refold(conn: Connection, places: Iterable[str], claims_max: int | None = None) -> None:
    """Fold the standing claims of these places into periods, which replace the periods that they had.

    Of a place with many claims only the last days are folded, where what is new cannot have changed the others. Raises
    Refused where several places have more than `claims_max` claims together: nobody can write while they are folded.
    """
    places = sorted(places)
    if len(places) == 1:
        await _refold_one(conn, places[0])
    elif places:
        counts = await claim_counts(conn, places)
        check_counts(counts.values(), claims_max)
        large = [place for place, claims in counts.items() if claims >= limits.FOLDED_ON_CLAIMS]
        done = {place for place in large if await _folded_on(conn, place, *await standing_rows_at_head(conn, [place]))}
        await _refold_all(conn, {place: claims for place, claims in counts.items() if place not in done})


async def refold_all(conn: Connection) -> None:
    """Fold every place that has claims."""
    places = (await conn.execute(select(tables.claim.c.place).distinct())).scalars().all()
    await _refold_all(conn, await claim_counts(conn, places))


async def _refold_all(conn: Connection, claims: Mapping[str, int]) -> None:
    """Places are taken in chunks by the number of their claims, which is what decides how much memory a fold needs."""
    for chunk in _chunks(claims.items()):
        await _refold(conn, chunk, *await standing_rows_at_head(conn, chunk))


async def check_width(conn: Connection, places: Collection[str], claims_max: int) -> None:
    """What `refold` checks with `claims_max`, before anything is folded. Raises Refused."""
    if len(places) > 1:
        check_counts((await claim_counts(conn, places)).values(), claims_max)


async def claim_counts(conn: Connection, places: Iterable[str]) -> dict[str, int]:
    """How many claims there are about each of these places that has any, whether they stand or not; by id, in order."""
    return dict((await conn.execute(_COUNTS, {"places": elements(places)})).all())


_COUNTS = (
    select(tables.claim.c.place, func.count())
    .where(tables.claim.c.place.in_(any_of("places")))
    .group_by(tables.claim.c.place)
    .order_by(tables.claim.c.place)
)


def check_counts(counts: Collection[int], claims_max: int | None) -> None:
    """Raises Refused. A place alone may have any number of claims: there is no smaller batch about it."""
    claims = sum(counts)
    if claims_max is not None and len(counts) > 1 and claims > claims_max:
        message = (
            f"the batch touches {len(counts):,} places with {claims:,} claims, which would all be folded again while "
            f"others wait; {claims_max:,} are allowed: record it in parts, about fewer places each"
        )
        raise Refused(Problem((), "BATCH_TOO_WIDE", message))


def _chunks(counts: Iterable[tuple[str, int]]) -> Iterator[list[str]]:
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


async def _refold_one(conn: Connection, place: str) -> None:
    rows, sides = await standing_rows_at_head(conn, [place])
    if len(rows) < limits.FOLDED_ON_CLAIMS or not await _folded_on(conn, place, rows, sides):
        await _refold(conn, [place], rows, sides)


async def _folded_on(conn: Connection, place: str, rows: Sequence[ClaimRow], sides: Sides) -> bool:
    """Whether only the last days of its history had to be folded."""
    changes = await refolded(conn, place, rows, sides)
    if changes is None:
        return False
    for stored, fresh in changes:
        await _exchange(conn, stored, fresh)
    await conn.execute(_marked(conn.dialect.name), {"places": elements([place])})
    return True


async def _refold(conn: Connection, places: Sequence[str], rows: Sequence[ClaimRow], sides: Sides) -> None:
    """`rows` are all claims about the places that stand."""
    parts = [(part, sides) for part in _shared_out(rows)]
    periods = await done_aside(conn, folded, parts, cost=limits.FOLD_COST * len(rows))
    stored = await conn.execute(_STORED, {"places": elements(places)})
    await _exchange(conn, map(tuple, stored), [row for part in periods for row in part])
    await conn.execute(_marked(conn.dialect.name), {"places": elements(places)})


def _shared_out(claims: Iterable[ClaimRow]) -> Iterator[list[ClaimRow]]:
    """The claims of whole places in parts, which several processes can fold."""
    by_place: dict[str, list[ClaimRow]] = {}
    for claim in claims:
        by_place.setdefault(claim.place, []).append(claim)
    part: list[ClaimRow] = []
    for own in by_place.values():
        part += own
        if len(part) >= limits.PART_CLAIMS:
            yield part
            part = []
    if part:
        yield part


def folded(claims: Iterable[ClaimRow], sides: Sides) -> list[Row]:
    """The rows of all periods of the places of these claims. Policies that give equal periods share a row."""
    by_aspect: dict[tuple[str, str], list[ClaimRow]] = {}
    for claim in claims:
        by_aspect.setdefault((claim.place, claim.aspect), []).append(claim)
    return [
        row
        for (place, aspect), own in by_aspect.items()
        for row in to_rows(place, Aspect(aspect), resolution.periods_by_policy(claims_of(own, sides)))
    ]


async def _exchange(conn: Connection, replaced: Iterable[tuple[Any, ...]], rows: Sequence[Row]) -> None:
    """Write the rows that differ from those that are stored: one more report changes a few days of a history."""
    stored = set(replaced)
    fresh = {_values(row): row for row in rows}
    if gone := stored - fresh.keys():
        await conn.execute(_DELETE, [dict(zip(_KEY, row, strict=False)) for row in gone])
    await insert_rows(conn, tables.period, [row for values, row in fresh.items() if values not in stored])


_COLUMNS = tuple(tables.period.columns)
_KEY = ("in_place", "about", "from_day", "under")
"""The first columns, as the statement below calls them."""
_values = itemgetter(*(column.name for column in _COLUMNS))
_STORED = select(*_COLUMNS).where(tables.period.c.place.in_(any_of("places")))
_DELETE = delete(tables.period).where(
    *(column == bindparam(name) for column, name in zip(_COLUMNS, _KEY, strict=False))
)


@cache
def _marked(dialect: str) -> Any:
    """Note that places with claims were folded at the position up to which the projections are written."""
    claim, projected = tables.claim, tables.projected.c
    place = any_of("places").subquery("touched").c.value
    has_claims = exists().where(claim.c.place == place)
    query = select(place, select(projected.position).scalar_subquery()).where(has_claims)
    replacing = {"index_elements": ["place"], "set_": {"position": select(projected.position).scalar_subquery()}}
    added: Any = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return added(tables.folded).from_select(["place", "position"], query).on_conflict_do_update(**replacing)
