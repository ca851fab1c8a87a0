"""A confirmed list counts for each of its places, and one record is all that it takes."""

from datetime import date

from store.db.connections import Database
from store.read import features
from tests.support.builders import (
    asserted,
    cast,
    changed,
    confirmed,
    corrected,
    place,
    retracted,
    source,
)
from tests.support.recording import head, holder, record


async def test_a_list_that_is_kept_speaks_again_for_every_place_on_it(db: Database) -> None:
    """Given a map of 1 June, and another source that says otherwise on the 10th, when the map is confirmed on the 20th,
    then it has the last word."""
    await record(db, *cast(), place("p-2"), source("map"))
    await record(db, *(asserted(p, "government", "2021-06-01", source="map") for p in ("af-imam-sahib", "p-2")))
    await record(db, asserted("p-2", "taliban", "2021-06-10"))
    assert await holder(db, "p-2", "2021-06-20") == "taliban"

    await record(db, confirmed(["af-imam-sahib", "p-2"], "government", "2021-06-20", source="map"))

    assert [await holder(db, one, "2021-06-20") for one in ("af-imam-sahib", "p-2")] == ["government", "government"]


async def test_one_place_under_two_names_is_counted_once(db: Database) -> None:
    await record(db, *cast())

    await record(db, confirmed(["af-imam-sahib", {"name": "Imam Sahib"}], "taliban", "2021-06-20"))

    assert await holder(db, "af-imam-sahib", "2021-06-20") == "taliban"


async def test_a_confirmation_that_is_retracted_falls_for_all_its_places(db: Database) -> None:
    await record(db, *cast(), place("p-2"))
    await record(db, confirmed(["af-imam-sahib", "p-2"], "taliban", "2021-06-20", id="list"))

    await record(db, retracted("list", published="2021-06-23"))

    assert [await holder(db, one, "2021-06-20") for one in ("af-imam-sahib", "p-2")] == [None, None]


async def test_the_first_day_of_the_log_may_be_that_of_a_confirmation_or_of_a_correction(db: Database) -> None:
    await record(db, *cast(), changed(id="fall", occurred="2021-06-20"))
    at = [await head(db)]
    await record(db, confirmed(["af-imam-sahib"], "taliban", "2021-06-10"))
    at.append(await head(db))
    await record(db, corrected("fall", changed(occurred="2021-06-05")))
    at.append(await head(db))

    async with db.read() as conn:
        first_days = [await features.first_day(conn, position) for position in (1, *at)]

    assert first_days == [None, date(2021, 6, 20), date(2021, 6, 10), date(2021, 6, 5)]
