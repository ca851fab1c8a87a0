"""Corrections and retractions of what cannot be corrected or retracted."""

from store.db.connections import Database
from tests.support.builders import (
    actor,
    asserted,
    cast,
    changed,
    corrected,
    erased,
    event,
    place,
    place_changed,
    retracted,
    source,
)
from tests.support.recording import only_problem, record, refused
from tests.support.sample_events import SEALED


class TestAnnulments:
    async def test_a_correction_of_a_missing_event(self, db: Database):
        where, why, _ = await only_problem(db, corrected("missing", changed()))
        assert (where, why) == ("0.event", "UNKNOWN_EVENT")

    async def test_a_retraction_of_itself(self, db: Database):
        where, why, _ = await only_problem(db, retracted("r", id="r"))
        assert (where, why) == ("0.event", "SELF_REFERENCE")

    async def test_a_second_correction_names_the_first(self, db: Database):
        where, why, what = await only_problem(
            db,
            corrected("a", changed()),
            before=[changed(id="a"), corrected("a", changed(gainer="government"), id="c")],
        )
        assert (where, why) == ("0.event", "ALREADY_CORRECTED")
        assert "correct or retract that one" in what
        assert " c:" in what

    async def test_a_corrected_event_is_not_retracted_past_its_correction(self, db: Database):
        where, why, _ = await only_problem(
            db, retracted("a"), before=[changed(id="a"), corrected("a", changed(gainer="government"), id="c")]
        )
        assert (where, why) == ("0.event", "ALREADY_CORRECTED")

    async def test_an_erasure_is_neither_retracted_nor_corrected(self, db: Database):
        await record(db, *cast(), erased(SEALED, id="gone"))
        for act in (retracted("gone"), corrected("gone", changed())):
            [(where, why, what)] = await refused(db, act)
            assert (where, why) == ("0.event", "ERASURE_ANNULLED")
            assert "does not come back" in what

    async def test_a_correction_and_a_retraction_of_what_is_retracted(self, db: Database):
        await record(db, *cast(), changed(id="a"), retracted("a", id="r"))
        for act in (corrected("a", changed()), retracted("a")):
            [(where, why, what)] = await refused(db, act)
            assert (where, why) == ("0.event", "ALREADY_RETRACTED")
            assert "by r" in what

    async def test_within_one_batch_too(self, db: Database):
        where, why, _ = await only_problem(db, changed(id="a"), retracted("a"), retracted("a"))
        assert (where, why) == ("2.event", "ALREADY_RETRACTED")

    async def test_what_stands_again_may_be_corrected_again(self, db: Database):
        await record(
            db,
            *cast(),
            changed(id="a"),
            corrected("a", changed(gainer="government"), id="c"),
            retracted("c", id="r"),
        )
        await record(db, corrected("a", changed(gainer=None)))
        await record(db, retracted("r"))

    async def test_a_registration_is_not_retracted(self, db: Database):
        await record(
            db,
            place("xx", id="x"),
            actor("a", id="a"),
            source("s", id="s"),
            corrected("x", place("xx", "X"), id="c"),
        )
        for registration in ("c", "a", "s"):
            [(where, why, what)] = await refused(db, retracted(registration))
            assert (where, why) == ("0.event", "REGISTRATION_RETRACTED")
            assert "correct it, or end it with PlaceChanged" in what

    async def test_a_replacement_of_another_family(self, db: Database):
        await record(
            db,
            *cast(),
            changed(id="claim"),
            place("xx", id="x"),
            place_changed("xx", id="y"),
            actor("a", id="a"),
        )
        for act in (
            corrected("claim", place("zz")),
            corrected("x", changed()),
            corrected("x", place("zz")),
            corrected("x", place_changed("xx")),
            corrected("y", place("xx")),
            corrected("a", actor("b")),
            corrected("a", source("a")),
        ):
            [(where, why, _)] = await refused(db, act)
            assert (where, why) == ("0.replacement", "OTHER_FAMILY")

    async def test_a_claim_may_be_replaced_by_any_claim(self, db: Database):
        await record(db, *cast(), changed(id="a"))
        clash = event("ClashReported", occurred="2021-06-22", places=["af"])
        await record(db, corrected("a", clash, id="b"), corrected("b", asserted(), id="c"))

    async def test_a_retraction_is_not_corrected(self, db: Database):
        where, why, what = await only_problem(
            db, corrected("r", changed()), before=[changed(id="a"), retracted("a", id="r")]
        )
        assert (where, why) == ("0.event", "RETRACTION_CORRECTED")
        assert "a) stands again" in what

    async def test_a_replacement_brings_no_id_of_its_own(self, db: Database):
        where, why, _ = await only_problem(db, corrected("a", changed(id="z")), before=[changed(id="a")])
        assert (where, why) == ("0.replacement.id", "REPLACEMENT_HAS_ID")
        await record(db, corrected("a", changed(id="a")))
