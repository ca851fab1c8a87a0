"""What the log has said under an id, over time: the event and the corrections of it, in order."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from domain.control.standing import annulled
from store.db import tables
from store.db.columns import listed, positions_listed
from store.db.connections import Connection
from store.read.annulments import acts_upon
from store.read.entry import COLUMNS, Entry, from_rows


@dataclass(frozen=True, slots=True)
class Version:
    """`stands`: nothing annuls it at the head, with everything known."""

    entry: Entry
    stands: bool


async def chains(conn: Connection, ids: Iterable[str]) -> dict[str, list[Version]]:
    """By the id of the first: it, and every correction of it and of these. At most three statements."""
    event = tables.event.c
    roots = from_rows((await conn.execute(select(*COLUMNS).where(event.id.in_(listed(ids))))).all())
    if not roots:
        return {}
    acts = await acts_upon(conn, positions_listed(one.position for one in roots), None, None)
    corrections = [act.position for act in acts if act.correction]
    found = {one.position: one for one in roots}
    if corrections:
        wanted = select(*COLUMNS).where(event.position.in_(positions_listed(corrections)))
        found |= {one.position: one for one in from_rows((await conn.execute(wanted)).all())}
    return _in_chains(roots, found, set(annulled(acts)))


def _in_chains(roots: Iterable[Entry], found: dict[int, Entry], gone: set[int]) -> dict[str, list[Version]]:
    root = {one.position: one.id for one in roots}
    chains: dict[str, list[Version]] = defaultdict(list)
    for position in sorted(found):
        one = found[position]
        id = root.setdefault(position, root.get(one.target or 0, ""))
        chains[id].append(Version(one, position not in gone))
    return dict(chains)
