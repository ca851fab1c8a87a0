"""What is derived from the log: each append carries it on, in its own transaction; so does `rebuild`."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import delete, func, insert, or_, select, update

from domain.control import resolution
from domain.control.claims import stakes
from domain.control.standing import annulled
from domain.counting.people_claims import numbers_people
from domain.events import Control, ControlChanged, EventCorrected, content
from domain.events.event_places import place_ids
from store.db import limits, tables
from store.db.columns import listed, positions_listed
from store.db.connections import Connection
from store.read import measures, periods, tally_claims
from store.read.annulments import acts_upon
from store.read.claims import standing_claims
from store.read.entry import Entry, days_occurred
from store.write import registry

Row = dict[str, Any]


async def project(conn: Connection, entries: Sequence[Entry]) -> set[str]:
    """Carry every projection but the periods on to the last of these entries, which follow what is projected already.

    Returns the places that are to be refolded in the same transaction.
    """
    about = await record(conn, entries)
    return await _touched(conn, entries, about)


async def record(conn: Connection, entries: Sequence[Entry]) -> dict[int, set[str]]:
    """All but the periods. Returns the places that each entry is about."""
    await registry.project(conn, entries)
    about = await _about(conn, entries)
    await _insert(
        conn,
        tables.event_place,
        [{"position": at, "place": one} for at, of in about.items() for one in sorted(of)],
    )
    await _insert(conn, tables.claim, [row for one in _control_claims(entries) for row in _claims(*one)])
    await measures.project(conn, entries)
    await tally_claims.project(conn, entries)
    await _insert(conn, tables.people, [_people(entry) for entry in entries if numbers_people(entry.event)])
    await _annul(conn, [entry for entry in entries if entry.target])
    await conn.execute(update(tables.projected).values(position=entries[-1].position))
    return about


async def refold(conn: Connection, places: Iterable[str]) -> None:
    """Fold the standing claims of these places into periods, in place of those that they had.

    Some at a time, by the number of their claims: that is what takes the memory.
    """
    claim = tables.claim.c
    counted = select(claim.place, func.count()).where(claim.place.in_(listed(places))).group_by(claim.place)
    for some in _chunks((await conn.execute(counted.order_by(claim.place))).all()):
        await _refold(conn, some)


def _chunks(counted: Iterable[Any]) -> Iterator[list[str]]:
    """The places in groups that have `CHUNK_CLAIMS` claims, or are one place that has more."""
    chunk: list[str] = []
    claims = 0
    for place, count in counted:
        if chunk and claims + count > limits.CHUNK_CLAIMS:
            yield chunk
            chunk, claims = [], 0
        chunk.append(place)
        claims += count
    if chunk:
        yield chunk


async def _refold(conn: Connection, wanted: Sequence[str]) -> None:
    claims = await standing_claims(conn, wanted)
    rows = [
        periods.to_row(place, policy, period)
        for place in sorted(claims)
        for policy, found in resolution.periods_by_policy(claims[place]).items()
        for period in found
    ]
    await conn.execute(delete(tables.period).where(tables.period.c.place.in_(listed(wanted))))
    await _insert(conn, tables.period, rows)


async def _insert(conn: Connection, table: Any, rows: Sequence[Row]) -> None:
    if rows:
        await conn.execute(insert(table), rows)


def _control_claims(entries: Sequence[Entry]) -> list[tuple[Entry, Control]]:
    told_by = ((entry, content(entry.event)) for entry in entries)
    return [(entry, said) for entry, said in told_by if isinstance(said, Control)]


async def _about(conn: Connection, entries: Sequence[Entry]) -> dict[int, set[str]]:
    """The places of each entry; a correction and a retraction are also about those of their target."""
    touch = tables.event_place
    targets = [entry.target for entry in entries if entry.target]
    found: dict[int, set[str]] = {}
    if targets:
        earlier = select(touch.c.position, touch.c.place)
        concerned = touch.c.position.in_(positions_listed(targets))
        for position, place in await conn.execute(earlier.where(concerned)):
            found.setdefault(position, set()).add(place)
    for entry in entries:
        found[entry.position] = _own_places(entry) | found.get(entry.target or 0, set())
    return {entry.position: found[entry.position] for entry in entries}


def _own_places(entry: Entry) -> set[str]:
    said = content(entry.event)
    if described := registry.PLACES.registered(said):
        return {described}
    return place_ids(said)


def _claims(entry: Entry, said: Control) -> list[Row]:
    """One for each place; a list may name one place twice, by its name and by its code."""
    return [{**_claim(entry, said), "place": place} for place in sorted(place_ids(said))]


def _claim(entry: Entry, said: Control) -> Row:
    gains = stakes(said)
    return {
        "position": entry.position,
        "changed": isinstance(said, ControlChanged),
        "holder": gains.gainer,
        "loser": gains.loser,
        "level": said.level.value,
        "occurred": said.occurred,
        "manner": said.manner.value if isinstance(said, ControlChanged) else None,
        "known": entry.known,
        "source": said.source,
        "first_utterer": said.attribution[0] if said.attribution else None,
        "credibility": said.credibility,
    }


def _people(entry: Entry) -> Row:
    said, (earliest, latest) = content(entry.event), days_occurred(entry.event)
    return {
        "position": entry.position,
        "type": said.TYPE,
        "incident": said.incident,
        "earliest": earliest,
        "latest": latest,
    }


async def _annul(conn: Connection, acts: Sequence[Entry]) -> None:
    """Write the annulments, and which events stand no longer, or stand again, because of them."""
    if not acts:
        return
    await _insert(conn, tables.annulment, [_annulment(act) for act in acts])
    roots = await _roots(conn, [act.target for act in acts if act.target])
    chain = await acts_upon(conn, positions_listed(roots), None, None)
    fallen = tables.annulled
    concerned = roots | {act.position for act in chain}
    await conn.execute(delete(fallen).where(fallen.c.position.in_(positions_listed(concerned))))
    await _insert(conn, fallen, [{"position": at, "by": by} for at, by in sorted(annulled(chain).items())])


def _annulment(act: Entry) -> Row:
    is_correction = isinstance(act.event, EventCorrected)
    return {"position": act.position, "target": act.target, "known": act.known, "correction": is_correction}


async def _roots(conn: Connection, targets: Sequence[int]) -> set[int]:
    """These positions and all that they annul themselves, down to the first."""
    act = tables.annulment
    chain = select(act.c.target).where(act.c.position.in_(positions_listed(targets))).cte("down", recursive=True)
    lower = act.alias("lower")
    chain = chain.union(select(lower.c.target).where(lower.c.position == chain.c.target))
    return {*targets, *(await conn.execute(select(chain.c.target))).scalars()}


async def _touched(conn: Connection, entries: Sequence[Entry], about: dict[int, set[str]]) -> set[str]:
    """Places whose periods may differ now: new claims, annulments, and speakers who are seen otherwise."""
    claims = {entry.position for entry, _ in _control_claims(entries)}
    concerned = claims | {entry.position for entry in entries if entry.target}
    touched = {place for position in concerned for place in about[position]}
    return touched | await _heard_otherwise(conn, entries)


async def _heard_otherwise(conn: Connection, entries: Sequence[Entry]) -> set[str]:
    """Places with claims whose interest or reliability hangs on whom these entries describe."""
    claim, source = tables.claim.c, tables.source_version
    sources = {one for entry in entries if (one := registry.SOURCES.registered(entry.event))}
    actors = {one for entry in entries if (one := registry.ACTORS.registered(entry.event))}
    corrected = {one for entry in entries if entry.target and (one := registry.ACTORS.registered(entry.event))}
    if not (sources or actors):
        return set()
    conditions = [claim.source.in_(listed(sources)), claim.first_utterer.in_(listed(actors))]
    if corrected:
        # Nobody gains, loses or is behind a source before being registered: only a correction matters here.
        speaks = select(source.c.source).where(source.c.affiliation.in_(listed(corrected)))
        conditions += [
            claim.holder.in_(listed(corrected)),
            claim.loser.in_(listed(corrected)),
            claim.source.in_(speaks),
        ]
    return set((await conn.execute(select(claim.place).where(or_(*conditions)).distinct())).scalars())
