"""What the log holds under an id over time: the event and the corrections of it, in the order of the log."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from domain.control.standing import annulled
from store.db import tables
from store.db.columns import listed, positions_listed
from store.db.connections import Connection
from store.read.annulments import acts_upon
from store.read.entry import Entry, entries_where


@dataclass(frozen=True, slots=True)
class Version:
    """`stands`: nothing annuls it at the head, with everything known."""

    entry: Entry
    stands: bool


async def chains(conn: Connection, ids: Iterable[str]) -> dict[str, list[Version]]:
    """By the id of the original event: it, its corrections, and theirs. At most three statements."""
    column = tables.event.c
    originals = await entries_where(conn, column.id.in_(listed(ids)))
    if not originals:
        return {}
    acts = await acts_upon(conn, positions_listed(entry.position for entry in originals), None, None)
    by_position = {entry.position: entry for entry in originals}
    if corrections := [act.position for act in acts if act.correction]:
        corrected = await entries_where(conn, column.position.in_(positions_listed(corrections)))
        by_position |= {entry.position: entry for entry in corrected}
    return _in_chains(originals, by_position, set(annulled(acts)))


def _in_chains(
    originals: Iterable[Entry], by_position: dict[int, Entry], annulled_positions: set[int]
) -> dict[str, list[Version]]:
    original_id = {entry.position: entry.id for entry in originals}
    result: dict[str, list[Version]] = defaultdict(list)
    for position, entry in sorted(by_position.items()):
        id = original_id.setdefault(position, original_id.get(entry.target or 0, ""))
        result[id].append(Version(entry, position not in annulled_positions))
    return dict(result)
