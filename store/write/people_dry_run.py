"""The sums of people that a batch would change: for each claim of them the people of its own days, before and after."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from domain.counting.people_query import PeopleQuery
from domain.events import CasualtiesReported, Event, PersonsCrossedBorder, content, interchange
from domain.events.references import id_of
from domain.gazetteer.place_tree import PlaceTree
from domain.values.coordinates import Coordinates
from store.db import limits
from store.db.connections import Connection
from store.read import log
from store.read.entry import Entry, days_occurred
from store.read.people import People, PeopleLog, PeopleRow, PeopleType, people_log, places_named, publishers_of
from store.read.people import replaced_ids as ids_replaced
from store.write.dry_run import DryRun
from store.write.projections.annulments import roots

Question = tuple[PeopleType, PeopleQuery]


@dataclass(frozen=True, slots=True)
class SumInputs:
    """A question about people, and what the log has for it before a batch is recorded and after."""

    type: PeopleType
    query: PeopleQuery
    before: People
    after: People


async def sum_inputs(conn: Connection, tried: DryRun) -> list[SumInputs]:
    """For the first `SUMS_TRIED_MAX` questions that claims of the batch, and those that it takes back, raise.

    A constant number of statements. A claim without a first or a last day raises none.
    """
    targets = await log.by_positions(conn, await roots(conn, [entry.target for entry in tried.entries if entry.target]))
    events = [entry.event for entry in (*tried.entries, *targets.values())]
    questions = [*dict.fromkeys(each for event in events for each in _questions(event))][: limits.SUMS_TRIED_MAX]
    found: list[SumInputs] = []
    for type in (PersonsCrossedBorder, CasualtiesReported):
        if queries := [query for kind, query in questions if kind is type]:
            before, after = await _logs(conn, tried, type, queries)
            found += [
                SumInputs(type, query, *(each.standing(query.first, query.last) for each in (before, after)))
                for query in queries
            ]
    return found


def _questions(event: Event) -> Iterator[Question]:
    claim, (first, last) = content(event), days_occurred(event)
    if first is None or last is None:
        return
    if isinstance(claim, PersonsCrossedBorder):
        origin, destination = id_of(claim.origin), id_of(claim.destination)
        yield PersonsCrossedBorder, PeopleQuery(first, last, origin, destination)
    elif isinstance(claim, CasualtiesReported):
        place, kinds = id_of(claim.place), frozenset(claim.kinds)
        yield CasualtiesReported, PeopleQuery(first, last, within=place, party=claim.party, kinds=kinds)


async def _logs(
    conn: Connection, tried: DryRun, type: PeopleType, queries: Sequence[PeopleQuery]
) -> tuple[PeopleLog, PeopleLog]:
    """What all these questions together look at, before the batch is recorded and after."""
    own = [entry for entry in tried.entries if isinstance(content(entry.event), type)]
    rows = [_row(entry) for entry in own]
    named = {place for row in rows for place in places_named(row.claim)}
    above = {place.parent for place in tried.places.values() if place.parent}
    before = await people_log(
        conn,
        type,
        min(query.first for query in queries),
        max(query.last for query in queries),
        Coordinates(None, None, tried.position),
        places={*named, *above, *_places(queries)},
        incidents={row.claim["incident"] for row in rows if "incident" in row.claim},
    )
    sources = {row.claim["source"] for row in rows if "source" in row.claim}
    after = replace(
        before,
        rows=[*before.rows, *rows],
        acts={*before.acts, *tried.acts},
        replaced={**before.replaced, **await _replaced(conn, own, tried.entries)},
        sides={**before.sides, **{actor.id: actor.side for actor in tried.actors.values()}},
        publishers={**before.publishers, **await publishers_of(conn, sources, tried.position), **tried.publishers},
        place_tree=_with_places(before.place_tree, tried),
    )
    return before, after


def _row(entry: Entry) -> PeopleRow:
    [claim] = interchange.stored_claims([entry.payload])
    return PeopleRow(entry.position, entry.id, entry.target, claim)


def _places(queries: Iterable[PeopleQuery]) -> set[str]:
    named = (place for query in queries for place in (query.origin, query.destination, query.within))
    return {place for place in named if place}


def _with_places(tree: PlaceTree, tried: DryRun) -> PlaceTree:
    """The tree with the places as the batch describes them."""
    coming = tried.places.values()
    return PlaceTree(
        {**tree.parents, **{place.id: place.parent for place in coming}},
        {**tree.kinds, **{place.id: place.kind for place in coming}},
    )


async def _replaced(conn: Connection, own: Iterable[Entry], entries: Sequence[Entry]) -> dict[int, frozenset[str]]:
    """The ids of what each of these corrects, and of what that corrects in turn, by position."""
    batch = {entry.position: entry for entry in entries}
    targets = [entry.target for entry in entries if entry.target and entry.target not in batch]
    ids = await ids_replaced(conn, targets)
    for entry in entries:
        ids[entry.position] = ids.get(entry.target or 0, frozenset()) | {entry.id}
    return {entry.position: ids[entry.position] for entry in own if entry.target}
