"""Places as a position of the log describes them; never filtered by `knownOn`. One statement each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Select, func, select

from domain.events import PlaceCode, PlaceName
from domain.gazetteer import codes
from domain.values.problems import Problem, Refused
from domain.values.terms import PlaceKind
from store.db import tables
from store.db.columns import listed
from store.db.connections import Connection
from store.read.derived import json_of
from store.read.place_selection import Edition, described_by, is_called, selection


@dataclass(frozen=True)
class PlaceRow:
    """A place as described on a day. `name` is the preferred one or the first; `exists_to` the first day without it.

    Names and codes are read when they are asked for: most questions about many places ask for none.
    """

    id: str
    kind: PlaceKind
    name: str
    names_text: str
    codes_text: str
    parent: str | None
    longitude: float | None
    latitude: float | None
    exists_from: date | None
    exists_to: date | None
    successor_of: str | None
    described_from: date | None
    """The first day that this description holds for; None: from the beginning, as far as is known."""

    @cached_property
    def names(self) -> tuple[PlaceName, ...]:
        """Its names, in any language and script."""
        return tuple(PlaceName(**name) for name in json_of(self.names_text))

    @cached_property
    def codes(self) -> tuple[PlaceCode, ...]:
        """Its codes in the editions of gazetteers."""
        return tuple(PlaceCode(**code) for code in json_of(self.codes_text))


_VERSION = tables.place_version.c
_OUTLINES_AT_ONCE = 50
COLUMNS = (
    _VERSION.place,
    _VERSION.kind,
    _VERSION.name,
    _VERSION.names,
    _VERSION.codes,
    _VERSION.parent,
    _VERSION.longitude,
    _VERSION.latitude,
    _VERSION.exists_from,
    _VERSION.exists_to,
    _VERSION.successor_of,
    _VERSION.first_day,
)

PLAIN = (
    _VERSION.place,
    _VERSION.name,
    _VERSION.kind,
    _VERSION.parent,
    _VERSION.longitude,
    _VERSION.latitude,
    _VERSION.exists_from,
    _VERSION.exists_to,
)


def place_row(row: Any) -> PlaceRow:
    """A place from the columns of one version."""
    return PlaceRow(
        id=row.place,
        kind=PlaceKind(row.kind),
        name=row.name,
        names_text=row.names,
        codes_text=row.codes,
        parent=row.parent,
        longitude=row.longitude,
        latitude=row.latitude,
        exists_from=row.exists_from,
        exists_to=row.exists_to,
        successor_of=row.successor_of,
        described_from=None if row.first_day == date.min else row.first_day,
    )


async def _rows(conn: Connection, statement: Select[Any]) -> list[PlaceRow]:
    return [place_row(row) for row in await conn.execute(statement)]


async def places_by_ids(
    conn: Connection, ids: Iterable[str], *, position: int | None = None, day: date | None = None
) -> dict[str, PlaceRow]:
    """As described on a civil day, whether they exist on it or not; None: as described last."""
    found = await _rows(conn, selection(*COLUMNS, position=position, day=day, ids=ids))
    return {place.id: place for place in found}


async def place_by_code(
    conn: Connection, scheme: str, edition: str | None, code: str, *, position: int | None = None
) -> PlaceRow | None:
    """Raises Refused where no edition is given and the code means several places."""
    found = await find_by_code(conn, code, scheme=scheme, edition=edition, position=position)
    if len(found) > 1:
        candidates = " or ".join(f"{place.id} ({place.name}, {_editions(place, scheme, code)})" for place in found)
        message = f"{code} of {scheme} may be {candidates}: give the edition"
        raise Refused(Problem(("edition",), "AMBIGUOUS_PLACE", message))
    return found[0] if found else None


async def find_by_code(
    conn: Connection,
    code: str,
    *,
    scheme: str | None = None,
    edition: str | None = None,
    position: int | None = None,
) -> list[PlaceRow]:
    """Places with this code; without a scheme or an edition, those of every one."""
    coded = tables.place_code
    wanted = select(coded.c.position).where(coded.c.code == code)
    if scheme is not None:
        wanted = wanted.where(coded.c.scheme == scheme)
    if edition is not None:
        wanted = wanted.where(coded.c.edition == edition)
    return await _rows(conn, selection(*COLUMNS, position=position).where(described_by(wanted, position)))


async def list_places(
    conn: Connection,
    *,
    within: str | None = None,
    kind: PlaceKind | None = None,
    on: date | None = None,
    parent: str | None = None,
    edition: Edition | None = None,
    position: int | None = None,
    after: str | None = None,
    first: int,
) -> list[PlaceRow]:
    """In order of id, those after the id `after`.

    `within` includes the place itself; `on`, a civil day, leaves out places that do not exist on it.
    """
    wanted = selection(*COLUMNS, within=within, kind=kind, on=on, parent=parent, edition=edition, position=position)
    if after is not None:
        wanted = wanted.where(_VERSION.place > after)
    return await _rows(conn, wanted.limit(first))


async def plain_rows(
    conn: Connection,
    *,
    within: str | None = None,
    kind: PlaceKind | None = None,
    on: date | None = None,
    position: int | None = None,
    first: int,
) -> Sequence[Any]:
    """As `list_places`, with the columns of PLAIN alone: for very many places."""
    wanted = selection(*PLAIN, within=within, kind=kind, on=on, position=position)
    return (await conn.execute(wanted.limit(first))).all()


async def children(
    conn: Connection,
    parent_ids: Iterable[str],
    *,
    kind: PlaceKind | None = None,
    position: int | None = None,
    day: date | None = None,
) -> dict[str, list[PlaceRow]]:
    """The places directly in each of these, in order of id: those of a civil day, or all as described last."""
    wanted = selection(*COLUMNS, kind=kind, position=position, on=day).where(_VERSION.parent.in_(listed(parent_ids)))
    found: dict[str, list[PlaceRow]] = {}
    for place in await _rows(conn, wanted):
        found.setdefault(place.parent or "", []).append(place)
    return found


async def count_places(
    conn: Connection,
    *,
    within: str | None = None,
    kind: PlaceKind | None = None,
    on: date | None = None,
    parent: str | None = None,
    edition: Edition | None = None,
    position: int | None = None,
) -> int:
    wanted = selection(
        _VERSION.place, within=within, kind=kind, on=on, parent=parent, edition=edition, position=position
    )
    return (await conn.execute(select(func.count()).select_from(wanted.order_by(None).subquery()))).scalar_one()


async def count_by_kind(conn: Connection, position: int) -> list[tuple[PlaceKind, int]]:
    """How many places of each kind there are, as described last, in the order of the kinds; of those there are."""
    wanted = selection(_VERSION.kind, func.count(), position=position).order_by(None).group_by(_VERSION.kind)
    counts = dict((await conn.execute(wanted)).all())
    return [(kind, counts[kind]) for kind in PlaceKind if kind in counts]


async def geometries(
    conn: Connection, ids: Iterable[str], *, position: int | None = None, day: date | None = None
) -> dict[str, dict[str, Any]]:
    """The GeoJSON geometries of those that have an outline, by id."""
    rows = await conn.execute(_outlines(ids, position, day))
    return {place: json_of(geometry) for place, geometry in rows}


async def outline_texts(
    conn: Connection, ids: Iterable[str], *, chars_max: int, position: int | None = None, day: date | None = None
) -> dict[str, str] | None:
    """The same as JSON texts; None where they have more characters than that all together: no more are read."""
    texts: dict[str, str] = {}
    chars = 0
    async with conn.stream(_outlines(ids, position, day)) as rows:
        async for chunk in rows.partitions(_OUTLINES_AT_ONCE):
            texts.update(chunk)
            chars += sum(len(text) for _, text in chunk)
            if chars > chars_max:
                return None
    return texts


def _outlines(ids: Iterable[str], position: int | None, day: date | None) -> Select[Any]:
    wanted = selection(_VERSION.place, _VERSION.geometry, position=position, day=day, ids=ids)
    return wanted.where(_VERSION.geometry.is_not(None))


async def find_by_name(
    conn: Connection,
    name: str,
    *,
    within: str | None = None,
    kind: PlaceKind | None = None,
    position: int | None = None,
) -> list[PlaceRow]:
    """Places of which one name is the same but for script, case, accents and punctuation."""
    wanted = selection(*COLUMNS, within=within, kind=kind, position=position)
    return await _rows(conn, wanted.where(is_called(name, position)))


def _editions(place: PlaceRow, scheme: str, code: str) -> str:
    editions = codes.editions_having(place.codes, scheme, code)
    return f"edition {', '.join(editions)}" if editions else "an earlier description"
