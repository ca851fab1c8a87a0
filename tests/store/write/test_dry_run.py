"""A dry run says what recording a batch comes to, and leaves no trace."""

import asyncio
from typing import Any

import pytest
from hypothesis import given, settings
from sqlalchemy import select

from domain.control.aspects import Aspect
from domain.events import Event
from domain.history.answer_changes import answer_changes
from domain.values.coordinates import Coordinates
from domain.values.problems import Refused
from domain.values.terms import Policy
from store.db import limits, tables
from store.db.connections import Connection, Database
from store.read import log, snapshot
from store.read.change_folds import PlaceChange
from store.write.append import AppendConflict, Appended
from store.write.batch import Batch
from store.write.dry_run import DryRun, dry_run
from tests.support.builders import actor, asserted, cast, changed, confirmed, corrected, place, retracted, source
from tests.support.log_examples import EXAMPLES, log_numbers
from tests.support.random_logs import PLACES, Script, plans
from tests.support.recording import NOW, everything, head, record
from tests.support.statement_counting import statements_sent

WAIT_S = 30
"""Far more than it takes, also on a machine that has much else to do."""
Histories = dict[tuple[str, Aspect], list[Any]]


@settings(EXAMPLES, max_examples=12)
@given(plan=plans)
async def test_it_says_how_the_histories_differ_once_it_is_recorded(db: Database, plan: Any) -> None:
    script = Script(f"x{next(log_numbers)}")
    places = [script.named(name) for name in PLACES]
    await record(db, *script.opening())
    for acts in plan:
        if events := script.batch(acts):
            before, tried = await histories(db, places), await tried_twice(db, events)

            recorded = await record(db, *events)

            after, entries = await histories(db, places), await everything(db)
            assert tried.entries == entries[recorded.first - 1 :]
            for policy in Policy:
                assert tried.changes(policy).here() == differences(before[policy], after[policy])


async def test_registrations_of_the_batch_serve_its_claims(db: Database) -> None:
    tried = await dried(
        db,
        *(actor("north"), actor("south"), source("news"), place("hill")),
        asserted("hill", "north", "2021-06-20", source="news"),
    )

    [found] = tried.changes(Policy.AGAINST_INTEREST).here()
    assert (found.place, found.aspect, found.change.after.holder) == ("hill", Aspect.CONTROL, "north")
    assert (tried.places["hill"].parent, tried.actors["south"].id) == (place("hill").parent, "south")


async def test_a_correction_and_the_retraction_of_it_within_one_batch_change_nothing(db: Database) -> None:
    await record(db, *cast(), changed(id="fell"))

    tried = await dried(db, corrected("fell", changed(gainer="government"), id="slip"), retracted("slip"))

    assert tried.changes(Policy.AGAINST_INTEREST).here() == []


async def test_what_is_refused_is_refused_alike(db: Database) -> None:
    await record(db, *cast(), changed(id="fell"))
    batch = [changed("nowhere"), asserted(holder="talban"), changed(id="fell"), retracted("never")]

    with pytest.raises(Refused) as dry:
        await dried(db, *batch)
    with pytest.raises(Refused) as real:
        await record(db, *batch)
    assert dry.value.problems == real.value.problems


async def test_a_log_that_has_grown_and_a_key_of_other_events_are_conflicts(db: Database) -> None:
    recorded = await record(db, *cast(), key="k")

    assert await dried(db, *cast(), key="k") == Appended(recorded.first, recorded.last, replayed=True)
    for how, code in (({"expected": 0}, "EXPECTED_POSITION"), ({"key": "k"}, "IDEMPOTENCY_KEY_REUSED")):
        with pytest.raises(AppendConflict) as conflict:
            await dried(db, changed(), **how)
        assert conflict.value.code == code


async def test_a_batch_that_is_too_wide_to_record_is_so_in_a_dry_run(db: Database, monkeypatch: Any) -> None:
    await record(db, *cast(), place("af-archi", parent="af-kunduz"), changed(), changed("af-archi"))
    batch = confirmed(["af-imam-sahib", "af-archi"], "taliban", "2021-06-30")
    monkeypatch.setattr(limits, "REFOLD_CLAIMS_MAX", 3)

    problems = []
    for attempt in (dried, record):
        with pytest.raises(Refused) as refused:
            await attempt(db, batch)
        problems.append(refused.value.problems)
    assert problems[0] == problems[1]


async def test_what_would_take_too_long_to_try_is_refused(db: Database, monkeypatch: Any) -> None:
    await record(db, *cast(), changed())
    monkeypatch.setattr(limits, "DRY_RUN_CLAIMS_MAX", 1)

    with pytest.raises(Refused) as refused:
        await dried(db, asserted())

    [problem] = refused.value.problems
    assert problem.code == "DRY_RUN_TOO_WIDE"
    assert await record(db, asserted())


async def test_it_waits_for_no_writer_and_no_writer_waits_for_it(db: Database) -> None:
    await record(db, *cast())
    events, batch = [changed()], Batch([changed()], "dry", "tester", NOW)

    async with db.write():
        assert (await asyncio.wait_for(dried(db, *events), WAIT_S)).position == len(cast())
    async with db.read() as conn:
        await dry_run(conn, batch)
        await asyncio.wait_for(record(db, *events), WAIT_S)


async def test_the_number_of_statements_does_not_depend_on_the_places(db: Database) -> None:
    many = [f"af-{n}" for n in range(30)]
    await record(db, *cast(), *(place(id, parent="af-kunduz") for id in many), confirmed(many, "taliban", "2021-06-20"))

    counts = []
    for places in (many[:1], many):
        with statements_sent(db) as sent:
            await dried(db, confirmed(places, "government", "2021-06-25"))
        counts.append(len(sent))
    assert counts[0] == counts[1]


async def dried(db: Database, *events: Event, key: str = "dry", expected: int | None = None) -> Any:
    async with db.read() as conn:
        return await dry_run(conn, Batch(events, key, "tester", NOW, expected))


async def tried_twice(db: Database, events: list[Event]) -> DryRun:
    """The second time tells the same: the first has left nothing behind."""
    before, position = await dumped(db), await head(db)
    tried = await dried(db, *events)
    assert await dumped(db) == before
    assert tried.position == position
    assert await dried(db, *events) == tried
    return tried


async def dumped(db: Database) -> dict[str, list[Any]]:
    """Every row of every table."""
    async with db.read() as conn:
        return {table.name: await _rows(conn, table) for table in tables.event.metadata.sorted_tables}


async def _rows(conn: Connection, table: Any) -> list[Any]:
    return [tuple(row) for row in await conn.execute(select(table).order_by(*table.primary_key.columns))]


async def histories(db: Database, places: list[str]) -> dict[Policy, Histories]:
    async with db.read() as conn:
        position = (await log.head(conn)).position
        found: dict[Policy, Histories] = {}
        for policy in Policy:
            at = Coordinates(None, None, position, policy)
            read = {aspect: await snapshot.histories(conn, places, at, aspect) for aspect in Aspect}
            found[policy] = {(place, aspect): read[aspect].get(place, []) for place in places for aspect in Aspect}
    return found


def differences(before: Histories, after: Histories) -> list[PlaceChange]:
    return [
        PlaceChange(*subject, change)
        for subject in sorted(before)
        for change in answer_changes(before[subject], after[subject])
    ]
