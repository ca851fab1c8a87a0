"""Late, corrected, undone, and said again and again: what a log of real life does to the answers."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from domain.control.state import State
from domain.events import Event
from domain.history.diff import Cause, cause
from domain.history.series import series
from domain.history.steps import days
from domain.values.coordinates import Coordinates
from domain.values.knowledge import end_of_known_day
from domain.values.terms import Certainty, PlaceKind, Policy, Step
from store.db import tables
from store.db.connections import Database
from store.read import snapshot
from store.write import rebuild
from tests.support.builders import (
    actor,
    asserted,
    cast,
    changed,
    corrected,
    place,
    retracted,
    source,
)
from tests.support.log_examples import EXAMPLES, log_numbers
from tests.support.recording import head, record, state

IMAM_SAHIB = "af-imam-sahib"
BY = Policy.AGAINST_INTEREST


def on(day: int, holder: str, place: str = IMAM_SAHIB, **more: object) -> Event:
    """A map of that day of June 2021, out on the same day."""
    when = date(2021, 6, 1) + timedelta(day - 1)
    return asserted(place, holder, str(when), **{"published": str(when), **more})


class TestLate:
    """Fell on 1 June, reported on 22 June; until then a map of 31 May had the government there."""

    async def reported(self, db: Database) -> None:
        await record(db, *cast(), on(0, "government"), source("late"))
        await record(
            db, changed(id="late", occurred="2021-06-01", published="2021-06-22", source="late", loser="government")
        )

    async def test_the_world_had_it_all_along_and_we_did_not(self, db: Database):
        await self.reported(db)

        assert (await state(db, day="2021-06-10")).holder == "taliban"
        assert (await state(db, day="2021-06-10", known_on="2021-06-21")).holder == "government"
        assert (await state(db, day="2021-06-30", known_on="2021-06-22")).holder == "taliban"

    async def test_the_difference_is_that_we_learned(self, db: Database):
        await self.reported(db)
        before = await state(db, day="2021-06-10", known_on="2021-06-21")
        after = await state(db, day="2021-06-10", known_on="2021-06-22")

        assert cause(before, before, after) is Cause.WE_LEARNED

    async def test_series_and_history_are_of_the_world_and_beliefs_are_ours(self, db: Database):
        await self.reported(db)
        at = Coordinates(date(2021, 6, 10), None, await head(db), BY)
        async with db.read() as conn:
            lives = await snapshot.place_histories(conn, at, within=None, kind=PlaceKind.DISTRICT)
            history = await snapshot.history(conn, IMAM_SAHIB, at)
            beliefs = await snapshot.beliefs(conn, IMAM_SAHIB, date(2021, 6, 10), position=at.position, policy=BY)

        points = series(lives, days(date(2021, 5, 31), date(2021, 6, 2), Step.DAY))
        assert [point.rows[0].held[0] for point in points] == ["government", "taliban", "taliban"]
        assert [(one.start, one.end, one.state.holder) for one in history] == [
            (date(2021, 5, 31), date(2021, 6, 1), "government"),
            (date(2021, 6, 1), None, "taliban"),
        ]
        assert [(one.known_from, one.state.holder) for one in beliefs] == [
            (None, None),
            (end_of_known_day(date(2021, 5, 31)), "government"),
            (end_of_known_day(date(2021, 6, 22)), "taliban"),
        ]


class TestUndoneWithinHours:
    """All on one published day: only the position in the log tells before from after."""

    async def test_a_retraction_and_its_retraction(self, db: Database):
        day = "2021-06-22"
        await record(db, *cast(), changed(id="fell", published=day))
        told = await state(db)
        gone = await record(db, retracted("fell", id="undo", published=day))
        assert (await state(db)).certainty is Certainty.UNKNOWN

        await record(db, retracted("undo", published=day))

        assert await state(db) == await state(db, known_on=day) == told
        assert (await state(db, position=gone.last)).certainty is Certainty.UNKNOWN

    async def test_a_correction_and_the_retraction_of_it(self, db: Database):
        day = "2021-06-22"
        await record(db, *cast(), changed(id="fell", published=day))
        told = await state(db)
        wrong = corrected("fell", changed(gainer="government", published=day), id="slip", published=day)
        slip = await record(db, wrong)
        assert (await state(db)).holder == "government"

        await record(db, retracted("slip", published=day))

        assert await state(db) == told
        assert (await state(db, position=slip.last)).holder == "government"
        async with db.read() as conn:
            found = await snapshot.beliefs(conn, IMAM_SAHIB, date(2021, 6, 23), position=await head(db), policy=BY)
        assert [one.state.holder for one in found] == [None, "taliban"], "within a published day nothing is left of it"


sights = st.lists(
    st.tuples(st.integers(1, 28), st.sampled_from(["government", "taliban"]), st.sampled_from(["neutral", "other"])),
    unique_by=lambda one: one[0],
    min_size=2,
    max_size=10,
)


@EXAMPLES
@given(maps=sights, random=st.randoms(use_true_random=False))
async def test_maps_that_arrive_out_of_order_come_to_the_same(db: Database, maps, random):
    """Each is of another day, all were published on one, so nothing is left for the order of recording to decide."""
    found = []
    for order in (maps, random.sample(maps, len(maps))):
        run = next(log_numbers)
        sides = {one: f"{one}-{run}" for one in ("government", "taliban")}
        await record(db, *(actor(one) for one in sides.values()), place(f"order-{run}"))
        await record(db, source(f"neutral-{run}"), source(f"other-{run}"))
        told = {}
        for one in order:
            day, holder, by = one
            done = await record(
                db, on(day, sides[holder], f"order-{run}", source=f"{by}-{run}", published="2021-07-01")
            )
            told[done.first] = one
        at = Coordinates(None, None, await head(db), BY)
        async with db.read() as conn:
            history = await snapshot.history(conn, f"order-{run}", at)
        found.append([(one.start, one.end, one.state.since, spoken(one.state, told)) for one in history])
    assert found[0] == found[1]


def spoken(state: State, told: dict[int, object]) -> object:
    """All that is said in an answer, with claims by what they say and not by where they were recorded."""
    others = {(one.level, frozenset(told[claim] for claim in one.claims)) for one in state.alternatives}
    return state.level, state.certainty, state.manner, {told[claim] for claim in state.basis}, others


class TestRepeats:
    async def test_a_repeat_adds_no_period_and_stays_as_evidence(self, db: Database):
        await record(db, *cast(), on(1, "government"), on(5, "taliban"))
        before = await rows(db)

        last = await record(db, *(on(day, "taliban") for day in range(6, 206)))

        assert await rows(db) == before
        basis = (await state(db, day="2021-12-31")).basis
        assert len(basis) == 201
        assert basis[0] == last.last

    async def test_appended_one_by_one_or_rebuilt_it_is_the_same(self, db: Database):
        await record(db, *cast())
        for day in range(1, 20):
            await record(db, on(day, "government" if day in (4, 11) else "taliban"))
        async with db.read() as conn:
            before = await rebuild.fingerprint(conn)
        await rebuild.rebuild(db)
        async with db.read() as conn:
            assert await rebuild.fingerprint(conn) == before

    async def test_what_was_a_repeat_counts_again_when_another_report_falls_between(self, db: Database):
        await record(db, *cast(), source("b"), *(on(day, "government") for day in (14, 15, 16)))

        await record(db, on(15, "taliban", source="b"))

        at = Coordinates(date(2021, 6, 15), None, await head(db), BY)
        async with db.read() as conn:
            [placed] = await snapshot.states(conn, at, place_ids=[IMAM_SAHIB])
        assert placed.state.certainty is Certainty.DISPUTED


async def rows(db: Database) -> int:
    async with db.read() as conn:
        return (await conn.execute(select(func.count()).select_from(tables.period))).scalar_one()
