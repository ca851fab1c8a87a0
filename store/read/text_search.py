"""What somebody who types a name may mean: places, actors and sources that begin so, the likeliest first.

The names of a register are read once for every position at which it changed, and kept; a search then reads no row but
those of its filters.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, Table, func, select

from domain.gazetteer.actor_likeness import ActorIndex, NamedActor
from domain.gazetteer.name_prefixes import Named, PrefixIndex, Rank
from domain.gazetteer.suggestions import similar, suggestions
from domain.values.terms import PlaceKind
from store.db import limits, tables
from store.db.columns import in_force
from store.db.connections import Connection
from store.read import name_search
from store.read.derived import json_of
from store.read.place_selection import Edition, selection

ALIKE = len(Rank)
"""The rank of what only sounds or looks alike, behind all that begins so; what is less alike follows."""
SCORE_MIN = 0.7
"""Of a place that only sounds alike."""
MOST_ALIKE = 20


class Hit(NamedTuple):
    """In order of `rank`, the likeliest first, and of id; the rank follows from the text and from its names alone."""

    rank: int
    id: str


@dataclass(frozen=True, slots=True)
class Register:
    """A table of versions, which of its columns has the id, and what is searched in."""

    table: Table
    id: str
    texts: tuple[str, ...]
    spoken: bool = True


PLACES = Register(tables.place_version, "place", ("names",))
ACTORS = Register(tables.actor_version, "actor", ("actor", "name"))
SOURCES = Register(tables.source_version, "source", ("source", "name", "publisher", "title", "url"), spoken=False)
Kept = tuple[PrefixIndex, list[Named]]

_kept: WeakKeyDictionary[Engine, OrderedDict[tuple[str, int], Kept]] = WeakKeyDictionary()
"""The indexes of each database, by table and position; those that were used least recently are dropped."""


async def place_hits(
    conn: Connection,
    text: str,
    *,
    position: int,
    within: str | None = None,
    kind: PlaceKind | None = None,
    on: date | None = None,
    edition: Edition | None = None,
) -> list[Hit]:
    """Places of which a name, of today or earlier, is the text or begins so; where none does, those that sound alike.

    Only for readers, as is all here that keeps an index: what a writer sees may be rolled back, and must not be kept.
    """
    index, _ = await _index(conn, PLACES, position)
    hits = [Hit(rank, id) for id, rank in index.ranks(text).items()]
    if all(hit.rank >= Rank.CONSONANTS_SO for hit in hits):
        alike = await name_search.resolve(
            conn, text, within=within, kind=kind, on=on, position=position, first=MOST_ALIKE
        )
        there = {hit.id for hit in hits}
        hits += [
            Hit(ALIKE + round(100 * (1 - match.score)), match.place)
            for match in alike
            if match.score >= SCORE_MIN and match.place not in there
        ]
    if within is None and kind is None and on is None and edition is None:
        return sorted(hits)
    query = selection(
        tables.place_version.c.place,
        position=position,
        ids=[hit.id for hit in hits],
        within=within,
        kind=kind,
        on=on,
        edition=edition,
    )
    passing = set((await conn.execute(query)).scalars()) if hits else set()
    return sorted(hit for hit in hits if hit.id in passing)


async def actor_hits(conn: Connection, text: str, *, position: int) -> list[Hit]:
    """Actors whose name or id begins so; where none does, those that the words may mean, or that look alike."""
    index, actors = await _index(conn, ACTORS, position)
    if ranks := index.ranks(text):
        return sorted(Hit(rank, id) for id, rank in ranks.items())
    like = ActorIndex(NamedActor(actor.id, actor.names[-1]) for actor in actors).like(text)
    return sorted(Hit(ALIKE, id) for id in like) or _similar(text, actors)


async def source_hits(conn: Connection, text: str, *, position: int) -> list[Hit]:
    """Sources with all of the words, or beginnings of words, in name, publisher, title, address or id; where none has
    them, those whose name or title looks alike.
    """
    index, sources = await _index(conn, SOURCES, position)
    ranks = await asyncio.to_thread(index.ranks, text)
    return sorted(Hit(rank, id) for id, rank in ranks.items()) or await asyncio.to_thread(_similar, text, sources)


async def nearest_ids(conn: Connection, register: Register, id: str, *, position: int) -> list[str]:
    """Ids on record that an unknown one may have been meant for, a few: those of that name, and the most alike."""
    index, _ = await _index(conn, register, position)
    ranks = index.ranks(id)
    named = [one for one in sorted(ranks, key=lambda one: (ranks[one], one)) if ranks[one] <= Rank.BEGINS]
    alike = await asyncio.to_thread(similar, id, index.ids)
    return list(dict.fromkeys([*named[: limits.NEAREST_MAX], *alike]))[: limits.NEAREST_MAX]


async def nearest_events(conn: Connection, id: str) -> list[str]:
    """As `nearest_ids`, of a log that may have millions of events."""
    return await beside(conn, tables.event.c.id, id)


async def beside(conn: Connection, column: Any, id: str) -> list[str]:
    """The values of an indexed column that are most like an id, of those that stand beside it in order.

    For writers too: nothing is kept. Two statements, however many rows there are.
    """
    after = select(column).distinct().where(column >= id).order_by(column).limit(limits.NEIGHBOURS)
    before = select(column).distinct().where(column < id).order_by(column.desc()).limit(limits.NEIGHBOURS)
    neighbours = {*(await conn.execute(before)).scalars(), *(await conn.execute(after)).scalars()} - {id}
    return similar(id, neighbours)


def _similar(text: str, named: Iterable[Named]) -> list[Hit]:
    owners = {name: each.id for each in named for name in each.names}
    alike = suggestions(text, owners, MOST_ALIKE)
    return [Hit(ALIKE + number, id) for number, id in enumerate(dict.fromkeys(owners[name] for name in alike))]


async def _index(conn: Connection, register: Register, position: int) -> Kept:
    table = register.table
    newest = select(func.max(table.c.position)).where(table.c.position <= position)
    version = (table.name, (await conn.execute(newest)).scalar() or 0)
    kept = _kept.setdefault(conn.sync_connection.engine, OrderedDict())  # type: ignore[union-attr]
    if version not in kept:
        named = await _named(conn, register, position)
        kept[version] = await asyncio.to_thread(PrefixIndex, named, spoken=register.spoken), named
    kept.move_to_end(version)
    while len(kept) > limits.REGISTERS_KEPT_MAX:
        kept.popitem(last=False)
    return kept[version]


async def _named(conn: Connection, register: Register, position: int) -> list[Named]:
    """Everything of the register with all its names, those of earlier days too."""
    columns = [register.table.c[name] for name in (register.id, *register.texts)]
    query = select(*columns).where(in_force(register.table, position)).order_by(*columns[:1])
    read: Callable[[Any], list[str]] = _place_names if register is PLACES else _texts
    # Tens of thousands of names would hold up every other request.
    return await asyncio.to_thread(_all_named, (await conn.execute(query)).all(), read)


def _all_named(rows: Iterable[Any], read: Callable[[Any], list[str]]) -> list[Named]:
    names: dict[str, list[str]] = {}
    for id, *texts in rows:
        names.setdefault(id, []).extend(read(texts))
    return [Named(id, tuple(dict.fromkeys(called))) for id, called in names.items()]


def _place_names(texts: list[str]) -> list[str]:
    return [name["text"] for name in json_of(texts[0])]


def _texts(texts: list[str | None]) -> list[str]:
    return [text for text in texts if text]
