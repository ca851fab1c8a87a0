"""A row that the log refuses changes nothing: what an earlier edition said of its place goes on."""

from datetime import date

from domain.values.terms import Certainty
from store.db.connections import Database
from tests.support.builders import place
from tests.support.worlds import World

MAPPING = """
name = "@"
source = "@"
[snapshot]
every_days = 2
[event]
type = "ControlAsserted"
occurred = "day"
holder = { column = "holder", values = { a = "@-a", b = "@-b", x = "@-unknown" } }
"""
BY_ID = 'place = "place"'
BY_CODE = 'place = { code = "place", scheme = { value = "list" }, edition = { value = "1" } }'
FIRST, THIRD = date(2021, 6, 1), date(2021, 6, 3)


async def begun(db: Database, place_by: str = BY_ID) -> World:
    world = World(db, MAPPING + place_by)
    names = ("p", "q", "r")
    coded = [{"scheme": "list", "edition": "1", "code": world.named(name)} for name in names]
    return await world.begin(*(place(world.named(name), codes=[code]) for name, code in zip(names, coded, strict=True)))


def written(day: date, **holders: str) -> str:
    return "\n".join(["day,place,holder", *(f"{day},@-{name},{holder}" for name, holder in holders.items()), ""])


async def held(world: World, name: str, day: date, known_on: date | None = None) -> tuple[str | None, str]:
    [state] = (await world.states([name], [day], known_on)).values()
    return state.holder and state.holder.removeprefix(f"{world.prefix}-"), state.certainty


async def test_a_confirmation_keeps_the_place_whose_new_row_is_refused(db: Database) -> None:
    """Given r confirmed on the 3rd, and an edition anew whose row of it is refused, later words of the 1st change
    nothing of the 3rd."""
    world = await begun(db)
    await world.load(written(FIRST, r="b"), known_at=date(2021, 6, 11))
    await world.load(written(THIRD, r="b"), known_at=date(2021, 6, 12))
    [anew] = await world.load(written(THIRD, p="a", r="x"), known_at=date(2021, 6, 13))
    await world.load(written(FIRST, r="a"), known_at=date(2021, 6, 14))

    assert (anew.new, anew.refused) == (1, 1)
    assert await held(world, "r", THIRD) == ("b", Certainty.ESTABLISHED)
    assert await held(world, "r", FIRST) == ("a", Certainty.ESTABLISHED)
    assert await held(world, "r", FIRST, date(2021, 6, 13)) == ("b", Certainty.ESTABLISHED)


async def test_a_confirmation_loses_the_places_whose_new_rows_are_recorded(db: Database) -> None:
    world = await begun(db)
    await world.load(written(FIRST, p="b", q="b", r="b"), known_at=date(2021, 6, 11))
    await world.load(written(THIRD, p="b", q="b", r="b"), known_at=date(2021, 6, 12))
    [anew] = await world.load(written(THIRD, p="b", q="a", r="x"), known_at=date(2021, 6, 13))

    assert (anew.corrected, anew.refused) == (1, 1)
    assert [(await held(world, name, THIRD))[0] for name in ("p", "q", "r")] == ["b", "a", "b"]
    [note] = [note for note in anew.notes if "said otherwise" in note]
    assert note.endswith(f": {world.named('q')} to {world.named('a')}")


async def test_a_list_of_which_every_row_is_refused_is_no_edition(db: Database) -> None:
    """Whether its places are written as ids or as codes, and in one file with the next list or in one of its own."""
    for place_by in (BY_ID, BY_CODE):
        world = await begun(db, place_by)
        text = written(FIRST, p="x") + written(THIRD, p="a").removeprefix("day,place,holder\n")
        [loaded] = await world.load(text, known_at=date(2021, 6, 11))

        assert (loaded.new, loaded.refused) == (1, 1)
        assert loaded.notes == []
        assert await held(world, "p", THIRD) == ("a", Certainty.ESTABLISHED)
