"""Corrections and retractions, at every corner of what was known when and recorded where."""

import pytest

from store.db.connections import Database
from store.read import annulments
from store.read.annulments import Standing
from tests.support.builders import (
    asserted,
    cast,
    changed,
    corrected,
    place,
    retracted,
    source,
)
from tests.support.recording import head, holder, record, state


async def a_fall(db: Database) -> int:
    """Imam Sahib fell; position of that claim."""
    await record(db, *cast())
    return (await record(db, changed(id="fall"))).last


async def test_a_retraction_counts_from_the_day_it_was_published(db: Database):
    at = await a_fall(db)
    await record(db, retracted("fall", published="2021-07-01"))

    assert await holder(db) is None
    assert await holder(db, known_on="2021-06-30") == "taliban"
    assert await holder(db, known_on="2021-07-01") is None
    assert await holder(db, position=at) == "taliban"
    assert await holder(db, position=at, known_on="2021-07-05") == "taliban"
    assert await holder(db, known_on="2021-06-21") is None


async def test_a_retraction_of_a_retraction_brings_the_claim_back(db: Database):
    await a_fall(db)
    await record(db, retracted("fall", id="r1", published="2021-07-01"))
    at = await head(db)
    await record(db, retracted("r1", id="r2", published="2021-07-03"))

    assert await holder(db) == "taliban"
    assert await holder(db, position=at) is None
    assert [await holder(db, known_on=day) for day in ("2021-06-30", "2021-07-02", "2021-07-03")] == [
        "taliban",
        None,
        "taliban",
    ]

    await record(db, retracted("r2", published="2021-07-04"))
    assert [await holder(db, known_on=day) for day in ("2021-07-03", "2021-07-04")] == ["taliban", None]


async def test_a_retraction_recorded_late_but_published_early(db: Database):
    """The two axes are independent: a later record may tell what was known before."""
    at = await a_fall(db)
    await record(db, retracted("fall", published="2021-06-22"))

    assert await holder(db, known_on="2021-06-22") is None
    assert await holder(db, known_on="2021-06-22", position=at) == "taliban"


async def test_a_correction_stands_in_place_of_what_it_corrects(db: Database):
    await a_fall(db)
    at = (
        await record(db, corrected("fall", changed(gainer="government", published=None), published="2021-06-25"))
    ).last

    found = await state(db)
    assert (found.holder, found.basis) == ("government", (at,))
    assert await holder(db, known_on="2021-06-24") == "taliban"
    assert await holder(db, known_on="2021-06-25") == "government"
    assert await holder(db, position=at - 1) == "taliban"


async def test_a_correction_to_another_place_leaves_the_first(db: Database):
    await a_fall(db)
    await record(db, place("other"), corrected("fall", changed("other"), id="moved"))
    assert (await holder(db), await holder(db, "other")) == (None, "taliban")

    await record(db, retracted("moved"))
    assert (await holder(db), await holder(db, "other")) == ("taliban", None)


async def test_a_correction_to_something_else_leaves_no_claim(db: Database):
    await a_fall(db)
    await record(db, corrected("fall", asserted(holder=None)))
    assert await holder(db) is None


async def test_a_correction_of_a_correction(db: Database):
    await a_fall(db)
    await record(db, corrected("fall", changed(gainer="government"), id="c1", published="2021-06-24"))
    await record(db, corrected("c1", changed(gainer=None), id="c2", published="2021-06-26"))
    assert [await holder(db, known_on=day) for day in ("2021-06-23", "2021-06-24", "2021-06-26")] == [
        "taliban",
        "government",
        None,
    ]

    await record(db, retracted("c2"))
    assert await holder(db) == "government"


async def test_a_place_that_was_wrong_twice_leaves_neither_of_the_wrong_ones(db: Database):
    fall = await a_fall(db)
    await record(db, place("second"), place("third"))
    await record(db, corrected("fall", changed("second"), id="c1", published="2021-06-24"))
    await record(db, corrected("c1", changed("third"), id="c2", published="2021-06-26"))
    assert [await holder(db), await holder(db, "second"), await holder(db, "third")] == [None, None, "taliban"]

    async with db.read() as conn:
        assert not (await annulments.standing_of(conn, [fall]))[fall].stands

    await record(db, retracted("c2"))
    assert [await holder(db), await holder(db, "second"), await holder(db, "third")] == [None, "taliban", None]


async def test_a_correction_is_not_known_before_what_it_corrects(db: Database):
    await a_fall(db)
    await record(db, place("second"), place("third"))
    await record(db, corrected("fall", changed("second"), id="c1", published="2021-06-24"))
    await record(db, corrected("c1", changed("third"), id="c2", published="2021-06-23"))
    assert [await holder(db, one, known_on="2021-06-23") for one in ("second", "third")] == [None, None]
    assert await holder(db, known_on="2021-06-23") == "taliban"
    assert await holder(db, "third", known_on="2021-06-24") == "taliban"


@pytest.mark.parametrize("annulment", ["corrected", "retracted"])
async def test_standing_says_by_what(db: Database, annulment: str):
    fall = await a_fall(db)
    act = (
        corrected("fall", changed(), published="2021-07-01")
        if annulment == "corrected"
        else retracted("fall", published="2021-07-01")
    )
    by = (await record(db, act)).last

    async with db.read() as conn:
        assert await annulments.standing_of(conn, [fall, by]) == {
            fall: Standing(False, **{f"{annulment}_by": by}),
            by: Standing(True),
        }
        assert await annulments.standing_of(conn, [fall], position=by - 1) == {fall: Standing(True)}


async def test_who_speaks_is_seen_as_of_the_position_not_as_of_the_day_known(db: Database):
    """A source found to be a party's mouthpiece refolds what rests on it; older positions stay."""
    await record(db, *cast(), source("herald", id="herald"))
    await record(db, changed(source="herald"))
    before = await head(db)
    assert (await state(db)).certainty == "ESTABLISHED"

    await record(db, corrected("herald", source("herald", affiliation="taliban")))
    assert (await state(db)).certainty == "CLAIMED"
    assert (await state(db, known_on="2021-06-23")).certainty == "CLAIMED"
    assert (await state(db, position=before)).certainty == "ESTABLISHED"


async def test_an_actor_seen_on_another_side_refolds_what_it_gained(db: Database):
    from tests.support.builders import actor

    await record(db, *cast(), actor("militia", id="militia", side="government"))
    await record(db, changed(gainer="militia", source="ministry"))
    assert (await state(db)).certainty == "CLAIMED"

    await record(db, corrected("militia", actor("militia", side="taliban")))
    assert (await state(db)).certainty == "ESTABLISHED"


async def test_an_utterer_registered_later_gets_its_interest(db: Database):
    from tests.support.builders import actor

    await record(db, *cast(), changed(attribution=["spokesman"]))
    assert (await state(db)).certainty == "ESTABLISHED"

    await record(db, actor("spokesman", side="taliban"))
    assert (await state(db)).certainty == "CLAIMED"


async def test_a_correction_of_a_description_that_was_followed_changes_nothing_now(db: Database):
    from store.read import places
    from tests.support.builders import place_changed

    await record(
        db,
        place("x", "Old", id="x"),
        place_changed("x", "New", id="y"),
        corrected("x", place("x", "Older"), id="c"),
    )
    await record(db, corrected("c", place("x", "Oldest")))
    async with db.read() as conn:
        assert (await places.places_by_ids(conn, ["x"]))["x"].name == "New"
        assert (await places.places_by_ids(conn, ["x"], position=1))["x"].name == "Old"
        assert (await places.places_by_ids(conn, ["x"], position=4))["x"].name == "New"

    await record(db, corrected("y", place_changed("x", "Newest")))
    async with db.read() as conn:
        assert (await places.places_by_ids(conn, ["x"]))["x"].name == "Newest"
