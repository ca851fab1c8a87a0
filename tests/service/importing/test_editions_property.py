"""An archive of editions is what was known when, whatever appears, changes, vanishes or comes back, on every engine."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from domain.counting import aggregation
from domain.counting.overlap_groups import grouped_people
from domain.counting.people_query import PeopleQuery
from domain.events import CasualtiesReported
from domain.values.coordinates import Coordinates
from domain.values.knowledge import known_by
from store.db.connections import Database
from store.read import log, measures, people
from tests.support.builders import place
from tests.support.worlds import EXAMPLES, World, crash, csv, cut

MAPPING = """
name = "@"
source = "@"
key = ["row"]
published = { column = "vintage" }
[[skip]]
column = "holder"
are = ["?"]
[[event]]
type = "ControlAsserted"
occurred = "day"
place = "place"
holder = "holder"
[[event]]
type = "CasualtiesReported"
occurred = "day"
place = "place"
kinds = [{ value = "KILLED" }]
count = { best = "dead", qualifier = { value = "EXACT" } }
[[event]]
type = "MeasureReported"
occurred = "day"
place = "place"
measure = { value = "@-arrivals" }
count = { best = "arrived", qualifier = { value = "EXACT" } }
"""
HEADER = "row,place,day,holder,dead,arrived,vintage"
FIRST = date(2021, 6, 1)
DAYS = [FIRST + timedelta(n) for n in range(2)]
PLACES = ("p", "q")


class Row(NamedTuple):
    """What an edition says under one key. `is_good`: its place is one that the gazetteer knows."""

    place: str
    day: date
    holder: str
    dead: int
    arrived: int
    is_good: bool

    @property
    def key(self) -> str:
        return f"{self.place}.{self.day}"

    @property
    def counts(self) -> bool:
        return self.is_good and self.holder != "?"

    def cells(self, vintage: date) -> Sequence[Any]:
        at = f"@-{self.place}" if self.is_good else "nowhere"
        holder = f"@-{self.holder}" if self.holder in "ab" else self.holder
        return self.key, at, self.day, holder, self.dead, self.arrived, vintage


Edition = tuple[date, list[Row]]
rows = st.builds(
    Row,
    place=st.sampled_from(PLACES),
    day=st.sampled_from(DAYS),
    holder=st.sampled_from("aaabbb?"),
    dead=st.integers(0, 2),
    arrived=st.integers(0, 2),
    is_good=st.sampled_from([True, True, True, False]),
)
tables = st.lists(rows, min_size=1, max_size=4)
editions = st.lists(tables, min_size=1, max_size=4).map(
    lambda found: [(FIRST + timedelta(7 * n), table) for n, table in enumerate(found, start=1)]
)
cuts = st.sampled_from([1, 2, 3, 1_000])


async def begun(db: Database) -> World:
    world = World(db, MAPPING)
    return await world.begin(*(place(world.named(name)) for name in PLACES))


def written(*told: Edition) -> str:
    return csv(HEADER, [row.cells(vintage) for vintage, table in told for row in table])


def valid(told: Sequence[Edition]) -> list[Edition]:
    """Each edition with the rows that vanished from it, or came to be of no use, as they were told last.

    Of two good rows with one key in one edition the first counts.
    """
    found, last = [], dict[str, Row]()
    for vintage, table in told:
        last |= {row.key: row for row in reversed(table) if row.counts}
        found.append((vintage, list(last.values())))
    return found


async def answers(world: World, known_on: date | None) -> list[Any]:
    """Who held what on every day, how many were killed, how many arrived."""
    found: list[Any] = []
    names = [world.named(name) for name in PLACES]
    async with world.db.read() as conn:
        at = Coordinates(None, known_by(known_on, None), (await log.head(conn)).position)
        told = await people.people(conn, CasualtiesReported, DAYS[0], DAYS[-1], at, places=names)
        for name in names:
            points = await measures.series(conn, world.named("arrivals"), name, at)
            found.append([(one.newest.occurred, one.figure, len(one.standing)) for one in points])
            asked = [PeopleQuery(day, day, within=name) for day in DAYS]
            tree = told.place_tree
            found += [aggregation.total(grouped_people(told.claims, tree), one).bounds for one in asked]
    around = (FIRST - timedelta(1), *DAYS, DAYS[-1] + timedelta(1))
    for at, state in (await world.states(PLACES, around, known_on)).items():
        found.append((at, state.holder and state.holder[-1], state.level, state.certainty, state.since))
    return found


@EXAMPLES
@given(told=editions, size=cuts, events=st.sampled_from([5, 5_000]))
async def test_every_edition_is_what_was_known_on_its_day(db: Database, told, size, events):
    """What vanished stays as it was told last: a table loses rows for many reasons."""
    world = await begun(db)
    with cut(size, events):
        for edition in told:
            await world.load(written(edition))
        for vintage, table in valid(told):
            alone = await begun(db)
            await alone.load(written((vintage, table)))
            assert await answers(world, vintage) == await answers(alone, None)


@EXAMPLES
@given(told=editions, size=cuts, data=st.data())
async def test_an_edition_that_is_loaded_again_adds_nothing(db: Database, told, size, data):
    world = await begun(db)
    with cut(size):
        for number, edition in enumerate(told):
            await world.load(written(edition))
            before = await world.entries()
            for again in data.draw(st.lists(st.sampled_from(told[: number + 1]), max_size=2), "again"):
                await world.load(written(again))
            assert await world.entries() == before
        await world.load(*(written(edition) for edition in data.draw(st.permutations(told), "order")))
    assert await world.entries() == before


@EXAMPLES
@given(told=editions, sizes=st.tuples(cuts, cuts), data=st.data())
async def test_one_file_with_all_editions_says_what_they_say_one_by_one(db: Database, told, sizes, data):
    apart, together = await begun(db), await begun(db)
    with cut(sizes[0]):
        for edition in told:
            await apart.load(written(edition))
    lines = [(vintage, [row]) for vintage, table in told for row in table]
    with cut(sizes[1]):
        # Of two rows with one key in one edition the first counts, so these stay in order.
        order = data.draw(st.permutations([vintage for vintage, _ in lines]), "order")
        rows = {vintage: [line for line in lines if line[0] == vintage][::-1] for vintage in order}
        await together.load(written(*(rows[vintage].pop() for vintage in order)))

    assert await together.payloads() == await apart.payloads()
    assert await answers(together, None) == await answers(apart, None)


@EXAMPLES
@given(told=editions, size=cuts, at=st.integers(0, 6))
async def test_a_crash_leaves_nothing_and_what_is_loaded_again_is_whole(db: Database, told, size, at):
    world, whole = await begun(db), await begun(db)
    texts = [written(edition) for edition in told]
    with cut(size):
        await whole.load(*texts)
        with crash(at) as appended:
            try:
                await world.load(*texts)
            except OSError:
                assert await world.entries() == []
        assert await world.entries() == [] or len(appended) <= at
        await world.load(*texts)

    assert await world.payloads() == await whole.payloads()
    assert await answers(world, None) == await answers(whole, None)
