"""The sums that a dry run says are those before and after the batch is recorded."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.counting.aggregation import total
from domain.counting.overlap_groups import grouped_people
from domain.counting.people_query import PeopleQuery
from domain.counting.sum_qualifiers import summed
from domain.events import Event
from domain.values.coordinates import Coordinates
from domain.values.reported_number import ReportedNumber
from store.db import limits
from store.db.connections import Connection, Database
from store.read import log, people
from store.write.batch import Batch
from store.write.dry_run import dry_run
from store.write.people_dry_run import SumInputs, sum_inputs
from tests.support.builders import corrected, event, place, retracted, source
from tests.support.counting_cases import crossed, exact
from tests.support.log_examples import EXAMPLES, log_numbers
from tests.support.people_plans import crossings_of_plan, people_acts
from tests.support.recording import NOW, record
from tests.support.statement_counting import statements_sent


@settings(EXAMPLES, max_examples=25)
@given(plan=st.lists(people_acts, min_size=2, max_size=10), recorded=st.integers(0, 9))
async def test_sums_are_those_before_and_after(db: Database, plan: Any, recorded: int) -> None:
    name = f"q{next(log_numbers)}"
    await record(db, source(name), place(name), place(f"{name}-to"))
    events = crossings_of_plan(plan, name)
    split = min(recorded, len(events) - 1)
    if split:
        await record(db, *events[:split])

    await expect_sums_to_come_true(db, *events[split:])


async def test_casualties_of_places_and_parties_that_the_batch_registers(db: Database) -> None:
    killed = {"kinds": ["KILLED"], "count": exact(5), "occurred": "2021-06-05", "source": "news"}

    found = await expect_sums_to_come_true(
        db,
        place("country", kind="COUNTRY"),
        place("hill", parent="country"),
        source("news", publisher="The News"),
        event("ActorRegistered", actor="north", name="North", kind="REBEL_GROUP", side="rebels"),
        event("CasualtiesReported", place="hill", party="north", **killed),
        event("CasualtiesReported", place="country", **killed),
    )

    assert [one.query.within for one in found] == ["hill", "country"]


async def test_a_crossing_moved_to_another_day_asks_about_both(db: Database) -> None:
    await record(db, source("s"), place("a"), place("b"))
    told = {"origin": "a", "destination": "b", "source": "s"}
    await record(db, crossed("c", 7, occurred="2021-06-05", **told))

    found = await expect_sums_to_come_true(db, corrected("c", crossed(None, 9, occurred="2021-07-05", **told)))

    assert [one.query.first for one in found] == [date(2021, 7, 5), date(2021, 6, 5)]


async def test_a_crossing_that_stands_again_is_asked_about(db: Database) -> None:
    await record(db, source("s"), place("a"), place("b"))
    await record(db, crossed("c", 7, origin="a", destination="b", source="s"), retracted("c", id="r"))

    [found] = await expect_sums_to_come_true(db, retracted("r"))

    before, after = (_totals(people, found.query) for people in (found.before, found.after))
    assert (before.low, after.low) == (None, 7)


async def test_what_has_no_end_asks_nothing_and_of_many_some_are_asked(db: Database, monkeypatch: Any) -> None:
    await record(db, source("s"), place("a"), place("b"))
    told = {"origin": "a", "destination": "b", "source": "s"}
    monkeypatch.setattr(limits, "SUMS_TRIED_MAX", 2)

    assert await tried(db, crossed("open", 7, occurred="2021-06-05/..", **told)) == []
    events = [crossed(f"c-{day}", 7, occurred=f"2021-06-0{day}", **told) for day in range(1, 6)]
    assert len(await tried(db, *events)) == 2


async def test_the_number_of_statements_does_not_depend_on_the_claims(db: Database) -> None:
    await record(db, source("s"), place("a"), place("b"))
    told = {"origin": "a", "destination": "b", "source": "s"}

    counts = []
    for number in (1, 9):
        events = [crossed(f"c-{day}", 7, occurred=f"2021-06-0{day}", **told) for day in range(1, number + 1)]
        with statements_sent(db) as sent:
            await tried(db, *events)
        counts.append(len(sent))
    assert counts[0] == counts[1]


async def tried(db: Database, *events: Event) -> list[SumInputs]:
    async with db.read() as conn:
        return await sum_inputs(conn, await dry_run(conn, Batch(events, "dry", "tester", NOW)))


async def expect_sums_to_come_true(db: Database, *events: Event) -> list[SumInputs]:
    found = await tried(db, *events)
    assert [_totals(one.before, one.query) for one in found] == await _asked(db, found)
    await record(db, *events)
    assert [_totals(one.after, one.query) for one in found] == await _asked(db, found)
    return found


async def _asked(db: Database, found: list[SumInputs]) -> list[ReportedNumber]:
    async with db.read() as conn:
        return [await _answer(conn, one.type, one.query) for one in found]


async def _answer(conn: Connection, type: Any, query: PeopleQuery) -> ReportedNumber:
    at = Coordinates(None, None, (await log.head(conn)).position)
    places = [place for place in (query.origin, query.destination, query.within) if place]
    return _totals(await people.people(conn, type, query.first, query.last, at, places=places), query)


def _totals(found: people.People, query: PeopleQuery) -> ReportedNumber:
    return summed(total(grouped_people(found.claims, found.place_tree), query))
