"""A series of lists is what each list said on its day, in whatever order the lists come, on every engine."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.control.state import UNKNOWN
from domain.values.terms import Certainty
from store.db.connections import Database
from tests.support.builders import place
from tests.support.worlds import EXAMPLES, World, crash, csv, cut

MAPPING = """
name = "@"
source = "@"
published = "day"
[snapshot]
every_days = 2
[event]
type = "ControlAsserted"
occurred = "day"
place = "place"
holder = { column = "holder", values = { a = "@-a", b = "@-b", nobody = "", x = "@-x" } }
"""
WITHOUT_VINTAGE = MAPPING.replace('published = "day"', "")
FIRST = date(2021, 6, 1)
PLACES = ("p", "q", "r")

Row = tuple[str, str]
"""Place and holder. A list may have a place twice."""
List = tuple[date, list[Row]]
days = st.integers(0, 7).map(lambda n: FIRST + timedelta(n))
rows = st.lists(
    st.tuples(st.sampled_from(PLACES), st.sampled_from(["a", "a", "b", "b", "nobody", "x"])), min_size=1, max_size=4
)
lists = st.lists(st.tuples(days, rows), min_size=1, max_size=5, unique_by=lambda one: one[0])
revised = st.lists(st.tuples(st.sampled_from([FIRST, FIRST + timedelta(2)]), rows), min_size=1, max_size=5)
cuts = st.sampled_from([1, 2, 1_000])


async def begun(db: Database, mapping: str = MAPPING) -> World:
    world = World(db, mapping)
    return await world.begin(*(place(world.named(name)) for name in PLACES))


def written(told: Iterable[List]) -> str:
    return csv("day,place,holder", [(day, f"@-{name}", holder) for day, rows in told for name, holder in rows])


def plain(rows: Sequence[Row]) -> dict[str, str]:
    """What a list says of each place, but of those of which it says two things, or that nobody knows who holds them."""
    said = {name: {of for at, of in rows if at == name} for name, _ in rows}
    return {name: holder for name, (holder, *others) in said.items() if not others and holder != "x"}


@dataclass
class Expected:
    """What the lists come to, by the rules of docs/importing.md, told without the importer."""

    by_day: dict[date, dict[str, str]] = field(default_factory=dict)
    asserted: int = 0
    confirmed: int = 0
    notes: list[str] = field(default_factory=list)

    def take(self, day: date, rows: Sequence[Row]) -> None:
        if not (told := plain(rows)):
            return
        last = max((other for other in self.by_day if other < day), default=None)
        before = self.by_day[last] if last else {}
        differs = {name for name, holder in told.items() if before.get(name) != holder}
        self.asserted += len(differs)
        self.confirmed += len({holder for name, holder in told.items() if name not in differs})
        if last:
            self._note_moves(day, last, before, told)
            self._note(day, last, sorted(before.keys() - {name for name, _ in rows}))
        self.by_day[day] = told

    def _note_moves(self, day: date, last: date, before: dict[str, str], told: dict[str, str]) -> None:
        holders = {"a": "@-a", "b": "@-b", "nobody": "nobody known"}
        moved = [f"@-{name} to {holders[of]}" for name, of in sorted(told.items()) if before.get(name, of) != of]
        if moved:
            self.notes.append(f"{day}: moved since {last}: {', '.join(moved)}")

    def _note(self, day: date, last: date, vanished: Sequence[str]) -> None:
        if vanished:
            names = ", ".join(f"@-{name}" for name in vanished)
            self.notes.append(f"{day}: not listed any more since {last}, and not ended: {names}")
        if (apart := (day - last).days) > 2:
            self.notes.append(f"{day}: no edition for {apart} days, since {last}: a gap, and not 'no change'")

    def said_last(self, name: str, day: date) -> str | None:
        found = [told[name] for at, told in sorted(self.by_day.items()) if at <= day and name in told]
        return found[-1] if found else None


async def assert_state(world: World, expected: Expected, day: date, known_on: date | None) -> None:
    for (name, _), state in (await world.states(PLACES, [day], known_on)).items():
        said = expected.said_last(name, day)
        if said is None:
            assert (state.holder, state.level) == (UNKNOWN.holder, UNKNOWN.level)
            continue
        assert state.holder == (None if said == "nobody" else world.named(said))
        if name in expected.by_day.get(day, {}):
            assert state.certainty == Certainty.ESTABLISHED


@EXAMPLES
@given(told=lists, size=cuts, data=st.data())
async def test_every_list_is_the_state_of_its_day_whenever_it_comes(db: Database, told, size, data):
    """A list that comes late finds its place between the others. Places that it leaves out keep what was said last."""
    world, expected = await begun(db), Expected()
    order = data.draw(st.permutations(told), "order")
    notes = []
    with cut(size):
        while order:
            together = sorted(order[: (many := data.draw(st.integers(1, 3), "in one file"))], key=lambda one: one[0])
            order = order[many:]
            [loaded] = await world.load(written(data.draw(st.permutations(together), "rows")))
            notes += loaded.notes
            refused = 0
            for day, rows in together:
                expected.take(day, rows)
                refused += sum(name not in plain(rows) for name, _ in rows)
            assert loaded.refused == refused

    for day in expected.by_day:
        await assert_state(world, expected, day, day)
        await assert_state(world, expected, day, None)
    assert [note.replace(world.prefix, "@") for note in notes] == expected.notes
    types = [entry.event.TYPE for entry in await world.entries()]
    assert (types.count("ControlAsserted"), types.count("ControlConfirmed")) == (expected.asserted, expected.confirmed)


@EXAMPLES
@given(told=lists, size=cuts, data=st.data())
async def test_a_list_that_is_loaded_again_adds_nothing(db: Database, told, size, data):
    world = await begun(db)
    with cut(size):
        await world.load(*(written([one]) for one in told))
        before = await world.entries()
        await world.load(*(written([one]) for one in data.draw(st.permutations(told), "order")))
        await world.load(written(data.draw(st.permutations(told), "in one file")))
    assert await world.entries() == before


@EXAMPLES
@given(told=revised, size=cuts, data=st.data())
async def test_a_list_that_is_published_anew_is_known_from_then_on(db: Database, told, size, data):
    """Given lists of two days, of which each is revised; what a revision leaves out stays as it was."""
    world, expected = await begun(db, WITHOUT_VINTAGE), Expected()
    known = [FIRST + timedelta(10 + n) for n in range(len(told))]
    with cut(size):
        for edition, at in zip(told, known, strict=True):
            await world.load(written([edition]), known_at=at)
        before = await world.entries()
        for again in data.draw(st.lists(st.sampled_from(range(len(told))), max_size=3), "again"):
            await world.load(written([told[again]]), known_at=known[again])
    assert await world.entries() == before

    for (day, rows), at in zip(told, known, strict=True):
        expected.by_day[day] = expected.by_day.get(day, {}) | plain(rows)
        for listed in expected.by_day:
            await assert_state(world, expected, listed, at)


@EXAMPLES
@given(told=lists, size=cuts, at=st.integers(0, 5))
async def test_a_crash_leaves_nothing_and_what_is_loaded_again_is_whole(db: Database, told, size, at):
    world, whole = await begun(db), await begun(db)
    texts = [written([one]) for one in sorted(told)]
    with cut(size):
        await whole.load(*texts)
        with crash(at):
            try:
                await world.load(*texts)
            except OSError:
                assert await world.entries() == []
        await world.load(*texts)
    assert await world.payloads() == await whole.payloads()
