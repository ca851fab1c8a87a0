"""All places of a kind within another: written out when recorded, for the last day of the event."""

import pytest

from domain.events import interchange
from store.db.connections import Database
from tests.support.builders import cast, confirmed, corrected, event, place, place_changed, retracted
from tests.support.recording import everything, holder, only_problem, record

EVERY = {"every": "DISTRICT", "within": "af-kunduz"}
OTHERS = (
    place("af-aliabad", parent="af-kunduz"),
    place("af-gone", parent="af-kunduz", existsTo="2021-06-22"),
    place("af-later", parent="af-kunduz", existsFrom="2021-06-23"),
    place("af-takhar", kind="PROVINCE", parent="af"),
    place("af-yangi-qala", parent="af-takhar"),
)


async def places_of_the_last(db: Database) -> tuple[str, ...]:
    return (await everything(db))[-1].event.places


async def test_it_means_those_that_exist_there_on_the_last_day(db: Database) -> None:
    await record(db, *cast(), *OTHERS)

    await record(db, confirmed([EVERY], occurred="2021-06-01/2021-06-22"))

    assert await places_of_the_last(db) == ("af-aliabad", "af-imam-sahib")
    assert await holder(db, "af-aliabad", "2021-06-22") == "taliban"
    assert await holder(db, "af-yangi-qala", "2021-06-22") is None


async def test_it_stands_in_a_list_beside_others_and_is_kept_as_it_was_given(db: Database) -> None:
    await record(db, *cast(), *OTHERS)

    await record(db, confirmed([{"name": "af-takhar"}, EVERY, "af-yangi-qala"]))

    [*_, entry] = await everything(db)
    assert entry.event.places == ("af-takhar", "af-aliabad", "af-imam-sahib", "af-yangi-qala")
    assert entry.event.reported.keys() == {"places.0", "places.1-2"}
    assert interchange.read(entry.payload) == entry.event


async def test_a_place_that_moved_belongs_where_it_lay_on_that_day(db: Database) -> None:
    await record(db, *cast(), *OTHERS)
    await record(db, place_changed("af-aliabad", parent="af-takhar", occurred="2021-06-15"))

    await record(db, confirmed([EVERY], occurred="2021-06-14"))
    before = await places_of_the_last(db)
    await record(db, confirmed([EVERY], occurred="2021-06-15"))

    assert before == ("af-aliabad", "af-gone", "af-imam-sahib")
    assert await places_of_the_last(db) == ("af-gone", "af-imam-sahib")


async def test_places_of_the_same_batch_count_if_they_come_before(db: Database) -> None:
    await record(db, *cast(), *OTHERS, confirmed([EVERY]), place("af-dasht-e-archi", parent="af-kunduz"))

    assert (await everything(db))[-2].event.places == ("af-aliabad", "af-imam-sahib")


async def test_a_correction_writes_it_out_for_its_own_day(db: Database) -> None:
    await record(db, *cast(), *OTHERS, confirmed(["af-imam-sahib"], id="list"))

    await record(db, corrected("list", confirmed([EVERY], occurred="2021-06-23")))

    assert (await everything(db))[-1].event.replacement.places == ("af-aliabad", "af-imam-sahib", "af-later")


async def test_it_may_be_the_way_across_a_border(db: Database) -> None:
    count = {"best": 5, "qualifier": "EXACT"}
    crossed = {"occurred": "2021-06-22", "origin": "af", "destination": "af", "count": count}
    await record(db, *cast(), place("af-post", kind="BORDER_CROSSING_POINT", parent="af-imam-sahib"))

    await record(
        db, event("PersonsCrossedBorder", **crossed, via=[{"every": "BORDER_CROSSING_POINT", "within": "af-kunduz"}])
    )

    assert (await everything(db))[-1].event.via == ("af-post",)


@pytest.mark.parametrize(
    ("every", "occurred", "problem"),
    [
        ({**EVERY, "within": "xx"}, "2021-06-22", ("0.places.0.within", "UNKNOWN_PLACE")),
        ({**EVERY, "every": "BASE"}, "2021-06-22", ("0.places.0", "NO_SUCH_PLACES")),
        (EVERY, "2021-06-22/..", ("0.places.0", "EVERY_WITHOUT_A_DAY")),
    ],
    ids=["within an unknown place", "none there", "without an end"],
)
async def test_what_means_no_place_is_refused(
    db: Database, every: dict[str, str], occurred: str, problem: tuple[str, str]
) -> None:
    where, why, _ = await only_problem(db, event("ClashReported", occurred=occurred, places=[every]))

    assert (where, why) == problem


async def test_more_places_than_a_list_may_have_are_refused(db: Database) -> None:
    many = [place(f"p-{number}", parent="af-kunduz") for number in range(500)]

    where, why, what = await only_problem(
        db, corrected("list", confirmed([EVERY])), before=[confirmed(id="list"), *many]
    )

    assert (where, why) == ("0.replacement.places", "TOO_MANY_PLACES")
    assert "501 places, 500 at most" in what


async def test_what_it_was_written_out_to_falls_with_it(db: Database) -> None:
    await record(db, *cast(), *OTHERS, confirmed([EVERY], id="list"))

    await record(db, retracted("list"))

    assert await holder(db, "af-aliabad", "2021-06-22") is None
