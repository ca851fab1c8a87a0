"""Names, parents and kinds are as of a date, whatever the order in which they were recorded."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.values.coordinates import Coordinates
from domain.values.problems import Refused
from domain.values.terms import PlaceKind
from store.db.connections import Database
from store.read import place_tree, places, places_over_time, snapshot
from store.write import rebuild
from tests.support.builders import (
    cast,
    changed,
    code,
    corrected,
    place,
    place_changed,
)
from tests.support.properties import sharing_fixtures
from tests.support.recording import head, record

MARCH, MAY = date(2021, 3, 1), date(2021, 5, 1)


async def on(db: Database, day: date | None, place_id: str, position: int | None = None) -> tuple[str, str | None]:
    async with db.read() as conn:
        found = (await places.places_by_ids(conn, [place_id], day=day, position=position))[place_id]
        return found.name, found.parent


@pytest.fixture
async def moved(db: Database) -> Database:
    """Imam Sahib is renamed and moved to Takhar in May 2021, which is recorded before its renaming in March."""
    await record(
        db,
        *cast(),
        place("af-takhar", "Takhar", kind="PROVINCE", parent="af"),
        place_changed(
            "af-imam-sahib", "Third", parent="af-takhar", occurred="2021-05-01", codes=[code("NEW")], id="third"
        ),
        place_changed("af-imam-sahib", "Second", parent="af-kunduz", occurred="2021-03-01", id="second"),
    )
    return db


async def test_a_dated_change_holds_from_its_own_day_until_the_next_change(moved: Database):
    assert await on(moved, date(2021, 2, 28), "af-imam-sahib") == ("Imam Sahib", "af-kunduz")
    assert await on(moved, MARCH, "af-imam-sahib") == ("Second", "af-kunduz")
    assert await on(moved, date(2021, 4, 30), "af-imam-sahib") == ("Second", "af-kunduz")
    assert await on(moved, MAY, "af-imam-sahib") == ("Third", "af-takhar")
    assert await on(moved, None, "af-imam-sahib") == ("Third", "af-takhar")
    assert await on(moved, MAY, "af-imam-sahib", position=7) == ("Imam Sahib", "af-kunduz")


async def test_within_ancestors_children_and_denominators_are_of_the_day(moved: Database):
    position = await head(moved)
    async with moved.read() as conn:
        for day, province, other in ((MARCH, "af-kunduz", "af-takhar"), (MAY, "af-takhar", "af-kunduz")):
            at = Coordinates(day, None, position)
            assert await place_tree.ancestors(conn, ["af-imam-sahib"], day=day) == {"af-imam-sahib": (province, "af")}
            assert [*(await places.children(conn, [province, other], day=day))] == [province]
            assert [one.id for one in await places.list_places(conn, within=province, on=day, first=9)] == sorted(
                [province, "af-imam-sahib"]
            )
            assert len(await snapshot.states(conn, at, within=province, kind=PlaceKind.DISTRICT)) == 1
            assert await snapshot.states(conn, at, within=other, kind=PlaceKind.DISTRICT) == []


async def test_old_names_and_old_codes_still_find_the_place(moved: Database):
    async with moved.read() as conn:
        assert (await places.place_by_code(conn, "ocha-cod-ab", None, "AF1905")).name == "Third"
        assert (await places.place_by_code(conn, "ocha-cod-ab", None, "NEW")).name == "Third"
        assert [one.name for one in await places.find_by_name(conn, "imam sahib")] == ["Third"]
    before = await head(moved)
    await record(moved, changed({"name": "Second"}), changed({"scheme": "ocha-cod-ab", "code": "AF1905"}))
    assert await head(moved) == before + 2


async def test_an_undated_change_takes_the_place_of_every_description(moved: Database):
    await record(moved, place_changed("af-imam-sahib", "Whole", parent="af"))
    for day in (None, date(2021, 1, 1), MARCH, MAY):
        assert await on(moved, day, "af-imam-sahib") == ("Whole", "af")
    with pytest.raises(Refused, match="no registered place"):
        await record(moved, changed({"name": "Third"}))


async def test_a_correction_takes_the_place_of_its_description_alone(moved: Database):
    await record(
        moved, corrected("second", place_changed("af-imam-sahib", "Mended", parent="af-kunduz", occurred="2021-04-01"))
    )
    assert await on(moved, MARCH, "af-imam-sahib") == ("Imam Sahib", "af-kunduz")
    assert await on(moved, date(2021, 4, 1), "af-imam-sahib") == ("Mended", "af-kunduz")
    assert await on(moved, MAY, "af-imam-sahib") == ("Third", "af-takhar")


async def test_a_circle_on_any_day_is_refused(moved: Database):
    with pytest.raises(Refused, match="would lie in itself"):
        await record(
            moved, place_changed("af-kunduz", "Kunduz", kind="PROVINCE", parent="af-imam-sahib", occurred="2022")
        )


async def test_a_place_that_is_split_ends_and_its_parts_begin(moved: Database):
    await record(
        moved,
        place_changed(
            "af-imam-sahib",
            "Third",
            parent="af-takhar",
            existsTo="2021-06-01",
            occurred="2021-06-01",
            codes=[code("NEW")],
        ),
        place("north", parent="af-takhar", existsFrom="2021-06-01", successorOf="af-imam-sahib"),
        place(
            "south", parent="af-takhar", existsFrom="2021-06-01", successorOf={"scheme": "ocha-cod-ab", "code": "NEW"}
        ),
    )
    async with moved.read() as conn:
        before = await places.list_places(conn, kind=PlaceKind.DISTRICT, on=date(2021, 5, 31), first=9)
        after = await places.list_places(conn, kind=PlaceKind.DISTRICT, on=date(2021, 6, 1), first=9)
        assert [one.id for one in before] == ["af-imam-sahib"]
        assert [(one.id, one.successor_of) for one in after] == [("north", "af-imam-sahib"), ("south", "af-imam-sahib")]
        assert (await places.place_by_code(conn, "ocha-cod-ab", None, "AF1905")).id == "af-imam-sahib"


async def test_a_rebuild_gives_the_same_in_a_constant_number_of_statements(moved: Database):
    async with moved.read() as conn:
        before = await rebuild.fingerprint(conn)
    await rebuild.rebuild(moved)
    async with moved.read() as conn:
        assert await rebuild.fingerprint(conn) == before


FIRST = date(2021, 1, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(8)]
changes = st.lists(
    st.tuples(
        st.sampled_from(["a", "b"]),
        st.one_of(st.none(), st.sampled_from(DAYS)),
        st.sampled_from(["p", "q"]),
        st.sampled_from(["DISTRICT", "BASE"]),
        st.one_of(st.none(), st.sampled_from(DAYS)),
    ),
    max_size=8,
)


def description_on(history, place_id: str, day: date):
    """The description of a day, worked out from the events alone: the newest from the latest day not after it."""
    whole = max((n for n, one in enumerate(history) if one[0] == place_id and one[1] is None), default=-1)
    since = [(one[1] or date.min, n, one) for n, one in enumerate(history) if one[0] == place_id and n >= whole]
    found = [one for one in since if one[0] <= day]
    return max(found)[2] if found else (place_id, None, "p", "DISTRICT", None)


@given(changes)
@sharing_fixtures(25)
@pytest.mark.parametrize("engine", ["sqlite_url", "postgres_url"])
def test_every_day_has_its_own_gazetteer_and_a_series_its_denominators(request, engine: str, history):
    import asyncio

    asyncio.run(_agree(request.getfixturevalue(engine), history))


async def _agree(url: str, history) -> None:
    db = Database.open(url)
    tag = f"t{next(_TAGS)}-"
    await record(
        db,
        *(place(tag + one, kind="PROVINCE") for one in "pq"),
        *(place(tag + one, parent=tag + "p") for one in "ab"),
        *(
            place_changed(
                tag + one,
                parent=tag + parent,
                kind=kind,
                occurred=day and day.isoformat(),
                existsTo=end and end.isoformat(),
            )
            for one, day, parent, kind, end in history
        ),
    )
    position = await head(db)
    async with db.read() as conn:
        for province in "pq":
            units = await places_over_time.places_over_time(
                conn, within=[tag + province], kinds=[PlaceKind.DISTRICT], position=position
            )
            lives = units.get((tag + province, PlaceKind.DISTRICT), {})
            for day in DAYS:
                expected = []
                for one in "ab":
                    _, _, parent, kind, end = description_on(history, one, day)
                    if parent == province and kind == "DISTRICT" and (end is None or day < end):
                        expected.append(tag + one)
                listed = await places.list_places(conn, within=tag + province, kind=PlaceKind.DISTRICT, on=day, first=9)
                assert [row.id for row in listed] == expected, day
                counted = [id for id, there in lives.items() if any(a <= day < b for a, b in there)]
                assert counted == expected, day
    await db.close()


_TAGS = iter(range(10_000))
