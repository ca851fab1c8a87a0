"""The order in which the projections follow the log, and the places whose periods an append may change."""

from collections.abc import Mapping, Sequence

from sqlalchemy import or_, select
from sqlalchemy import update as update_table

from domain.control.policies import VERSION as RULES
from domain.events import StateClaim, content
from store.db import tables
from store.db.columns import listed
from store.db.connections import Connection
from store.read.entry import Entry
from store.write import registry
from store.write.projections import (
    annulments,
    control_claims,
    disclosures,
    event_places,
    measure_reports,
    people,
    tally_claims,
    versions,
)


async def update(conn: Connection, entries: Sequence[Entry]) -> set[str]:
    """Bring every projection but the periods up to the last of these entries, which follow what is projected already.

    Returns the places to be refolded (`periods.refold`) in the same transaction.
    """
    return await touched_places(conn, entries, await write_all(conn, entries))


async def touched_places(conn: Connection, entries: Sequence[Entry], places: Mapping[int, set[str]]) -> set[str]:
    """The places whose periods these entries may change; `places` are those that each is about, by position."""
    about_states = {entry.position for entry in entries if isinstance(content(entry.event), StateClaim)}
    concerned = about_states | {entry.position for entry in entries if entry.target}
    touched = {place for position in concerned for place in places[position]}
    return touched | await _reassessed(conn, entries)


async def write_all(conn: Connection, entries: Sequence[Entry]) -> dict[int, set[str]]:
    """Every projection but the periods. Returns the places that each entry is about, by position."""
    await versions.write(conn, entries)
    places = await event_places.write(conn, entries)
    for projection in (control_claims, measure_reports, tally_claims, people, annulments, disclosures):
        await projection.write(conn, entries)
    begun = {"rules": RULES} if entries[0].position == 1 else {}
    await conn.execute(_PROJECTED, {"position": entries[-1].position, **begun})
    return places


_PROJECTED = update_table(tables.projected)


async def _reassessed(conn: Connection, entries: Sequence[Entry]) -> set[str]:
    """Places with claims whose interest or reliability depends on an actor or a source that these entries describe."""
    claim, source = tables.claim.c, tables.source_version
    sources = {id for entry in entries if (id := registry.SOURCES.registered(entry.event))}
    actors = {id for entry in entries if (id := registry.ACTORS.registered(entry.event))}
    corrected = {id for entry in entries if entry.target and (id := registry.ACTORS.registered(entry.event))}
    if not (sources or actors):
        return set()
    conditions = [claim.source.in_(listed(sources)), claim.first_utterer.in_(listed(actors))]
    if corrected:
        # An actor is registered before any claim or source names it, so only its correction matters here.
        affiliated = select(source.c.source).where(source.c.affiliation.in_(listed(corrected)))
        conditions += [
            claim.holder.in_(listed(corrected)),
            claim.loser.in_(listed(corrected)),
            claim.source.in_(affiliated),
        ]
    return set((await conn.execute(select(claim.place).where(or_(*conditions)).distinct())).scalars())
