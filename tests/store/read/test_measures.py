"""A published series as it was known at any time: the newest edition that stands, on each engine."""

from datetime import date, timedelta
from itertools import count, pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.values.coordinates import Coordinates
from domain.values.knowledge import end_of_known_day, published_by
from store.db.connections import Database
from store.read import measures
from store.write import rebuild
from tests.support.builders import cast, corrected, measured, retracted
from tests.support.log_examples import EXAMPLES
from tests.support.measure_logs import FIRST, Script, days, in_force, plans
from tests.support.moments import known
from tests.support.recording import NOW, head, record, written_by
from tests.support.reference_fold import Recorded

_logs = count()


async def best(db: Database, known_on: str | None = None, position: int | None = None) -> int | None:
    """The one number of the series for 21 June, or None where there is none yet."""
    known, at = known_on and published_by(known_on), position or await head(db)
    async with db.read() as conn:
        found = await measures.series(conn, "arrivals", "af-imam-sahib", Coordinates(None, known, at))
    return found[0].figure.best if found else None


async def test_a_day_that_was_revised_sixteen_times_is_right_for_every_knowledge_day(db: Database):
    await record(db, *cast())
    editions = [measured(100 + n, published=f"2021-07-{n + 1:02}") for n in range(17)]
    await record(db, *editions[::2])
    await record(db, *editions[1::2])

    assert await best(db, "2021-06-30") is None
    assert [await best(db, f"2021-07-{n + 1:02}") for n in range(17)] == [100 + n for n in range(17)]
    async with db.read() as conn:
        [point] = await measures.series(conn, "arrivals", "af-imam-sahib", Coordinates(None, None, await head(db)))
    assert (point.revisions, [one.report.figure.best for one in point.history]) == (16, [*range(100, 117)])


async def test_a_correction_counts_from_the_day_it_is_known_and_a_retraction_too(db: Database):
    await record(db, *cast(), measured(1340, id="slip", published="2021-06-22"))
    await record(db, corrected("slip", measured(134, published=None), id="mended", published="2021-06-24"))
    await record(db, retracted("mended", published="2021-06-30"))

    asked = ["2021-06-21", "2021-06-22", "2021-06-23", "2021-06-24", "2021-06-29", "2021-06-30"]
    assert [await best(db, day) for day in asked] == [None, 1340, 1340, 134, 134, 1340]
    assert [await best(db, position=position) for position in (7, 8, 9, 10)] == [None, 1340, 134, 1340]


async def test_mending_an_old_edition_leaves_the_newer_one_standing(db: Database):
    await record(db, *cast(), measured(1050, id="old", published="2021-06-22"), measured(120, published="2021-06-23"))
    await record(db, corrected("old", measured(105, published=None), published="2021-06-24"))

    assert await best(db) == 120
    assert await best(db, "2021-06-22") == 1050


async def test_only_the_days_asked_for(db: Database):
    await record(db, *cast(), *(measured(n, f"2021-06-{n:02}") for n in range(1, 31)), measured(900, "2021-06"))
    async with db.read() as conn:
        found = await measures.series(
            conn,
            "arrivals",
            "af-imam-sahib",
            Coordinates(None, None, await head(db)),
            first=date(2021, 6, 1),
            last=date(2021, 6, 3),
        )
    assert [point.figure.best for point in found] == [900, 1, 2, 3]


async def test_what_there_is_and_who_says_so(db: Database):
    await record(db, *cast(), measured(1, "2021-06-01"), measured(2, "2021-06-09", source="ministry"))
    await record(db, measured(3, measure="returns", place="af", id="gone"), measured(4, measure="arrivals", place="af"))
    await record(db, retracted("gone"))
    async with db.read() as conn:
        found = await measures.list_measures(conn, first=10)
        rest = await measures.list_measures(conn, after=("arrivals", "af"), first=10)
        inside = await measures.list_measures(conn, within="af-kunduz", first=10)
        assert await measures.count_measures(conn) == 2
        assert await measures.measure_ids(conn, await head(db)) == ["arrivals", "returns"]
    assert [(one.id, one.place) for one in found] == [("arrivals", "af"), ("arrivals", "af-imam-sahib")]
    assert found[1:] == rest == inside
    assert (rest[0].first, rest[0].last, rest[0].reports) == (date(2021, 6, 1), date(2021, 6, 9), 2)
    assert rest[0].sources == ("ministry", "neutral")


async def written(db: Database, plan: list) -> tuple[Script, list[Recorded]]:
    script = Script(f"m{next(_logs)}")
    return script, await written_by(db, script, plan)


@EXAMPLES
@given(
    plan=plans, asked=st.lists(st.tuples(st.one_of(st.none(), known(days)), st.integers(0, 9)), min_size=2, max_size=4)
)
async def test_the_answer_at_any_coordinates_is_that_of_the_events_themselves(db: Database, plan, asked):
    script, told = await written(db, plan)
    measure = f"{script.prefix}-arrivals"
    async with db.read() as conn:
        for known_at, back in [(None, 0), *asked]:
            at = max(told[-1].position - back, told[0].position)
            found = await measures.series(conn, measure, script.place, Coordinates(None, known_at, at))
            expected = in_force(told, measure, known_at, at)
            assert {point.newest.occurred: _numbers(point.standing) for point in found} == expected
            for point in found:
                numbers = expected[point.newest.occurred].values()
                assert (point.figure.low, point.figure.high) == (min(numbers), max(numbers))
                assert point.disputed == (len(set(numbers)) > 1)


def _numbers(standing) -> dict[str, int | None]:
    return {report.voice: report.figure.best for report in standing}


@EXAMPLES
@given(plan=plans)
async def test_the_answer_changes_exactly_when_something_becomes_known(db: Database, plan):
    script, told = await written(db, plan)
    measure, end = f"{script.prefix}-arrivals", told[-1].position
    became_known = {one.known for one in told}
    ends = [end_of_known_day(FIRST + timedelta(n)) for n in range(-1, 10)]
    row = sorted({*ends, *became_known, NOW - timedelta(1), end_of_known_day(NOW.date())})
    async with db.read() as conn:
        answers = [await measures.series(conn, measure, script.place, Coordinates(None, moment, end)) for moment in row]
    for (_, before), (moment, after) in pairwise(zip(row, answers, strict=True)):
        assert before == after or moment in became_known
    for moment, points in zip(row, answers, strict=True):
        for point in points:
            # Read at an earlier moment, the history is what it was: nothing of it is written anew.
            later = next((one for one in answers[-1] if one.newest.occurred == point.newest.occurred), None)
            told_by_then = [one for one in later.history if one.known <= moment] if later else list(point.history)
            assert told_by_then == list(point.history)


@EXAMPLES
@given(plan=plans)
async def test_a_rebuild_changes_no_byte(db: Database, plan):
    await written(db, plan)
    async with db.read() as conn:
        before = await rebuild.fingerprint(conn)
    await rebuild.rebuild(db)
    async with db.read() as conn:
        assert await rebuild.fingerprint(conn) == before
