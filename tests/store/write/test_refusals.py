"""Bad input: each refusal says where, why and what to do, and nothing of the batch is stored."""

from domain.events import interchange
from store.db.connections import Database
from tests.support.builders import (
    actor,
    asserted,
    cast,
    changed,
    code,
    corrected,
    event,
    place,
    place_changed,
    retracted,
    source,
)
from tests.support.recording import everything, record, refused


async def only(db: Database, *events, before=()) -> tuple[str, str, str]:
    """The one problem of a batch, after the cast and some more."""
    await record(db, *cast(), *before)
    [problem] = await refused(db, *events)
    return problem


class TestReferences:
    async def test_an_unknown_place(self, db: Database):
        where, why, what = await only(db, changed("af-nowhere"))
        assert (where, why) == ("0.place", "UNKNOWN_PLACE")
        assert "af-nowhere" in what
        assert "PlaceRegistered" in what

    async def test_an_unknown_code_and_an_unknown_edition(self, db: Database):
        await record(db, *cast())
        for ref in (code("AF9999"), code("AF1905", edition="1999"), {"scheme": "other", "code": "AF1905"}):
            assert [(where, why) for where, why, _ in await refused(db, changed(ref))] == [("0.place", "UNKNOWN_PLACE")]

    async def test_an_ambiguous_name_lists_the_candidates(self, db: Database):
        where, why, what = await only(
            db,
            changed({"name": "imam-sahib"}),
            before=[
                place(
                    "af-imam-sahib-centre",
                    "Emam Saheb",
                    "Imām Ṣāḥib",
                    kind="DISTRICT_CENTRE",
                    parent="af-imam-sahib",
                )
            ],
        )
        assert (where, why) == ("0.place", "AMBIGUOUS_PLACE")
        assert "af-imam-sahib (Imam Sahib, DISTRICT in Kunduz)" in what
        assert "af-imam-sahib-centre (Emam Saheb, DISTRICT_CENTRE in Imam Sahib)" in what

    async def test_a_name_narrowed_by_kind_or_place_is_taken(self, db: Database):
        await record(db, *cast(), place("tj", kind="COUNTRY"), place("tj-panj", "Imam Sahib", parent="tj"))
        await record(
            db,
            changed({"name": "Imam Sahib", "within": "af"}),
            changed({"name": "IMAM SAHIB", "within": "tj", "kind": "DISTRICT"}),
            changed({"name": "Kunduz", "within": "af-kunduz"}),
            changed({"scheme": "ocha-cod-ab", "code": "AF1905"}),
        )
        told = [entry.event for entry in (await everything(db))[-4:]]
        assert [one.place for one in told] == ["af-imam-sahib", "tj-panj", "af-kunduz", "af-imam-sahib"]
        assert told[0].reported["place"].name == "Imam Sahib"

    async def test_a_name_within_an_unknown_place(self, db: Database):
        where, why, _ = await only(db, changed({"name": "Imam Sahib", "within": "xx"}))
        assert (where, why) == ("0.place.within", "UNKNOWN_PLACE")

    async def test_every_place_of_a_list_has_its_path(self, db: Database):
        where, why, _ = await only(db, event("ClashReported", occurred="2021-06-22", places=["af", "af-nowhere"]))
        assert (where, why) == ("0.places.1", "UNKNOWN_PLACE")

    async def test_an_old_name_no_longer_means_the_place(self, db: Database):
        where, why, _ = await only(
            db,
            changed({"name": "Imam Sahib"}),
            before=[place_changed("af-imam-sahib", "New Name", parent="af-kunduz")],
        )
        assert (where, why) == ("0.place", "UNKNOWN_PLACE")

    async def test_unknown_actors_sources_and_events(self, db: Database):
        await record(db, *cast())
        problems = await refused(
            db,
            changed(gainer="nobody", loser="noone", source="nowhere", partOf="nothing"),
            event(
                "CasualtiesReported",
                occurred="2021",
                kinds=["KILLED"],
                count={"qualifier": "MANY"},
                disjointFrom=["a", "b"],
            ),
            event("ClashReported", occurred="2021", places=["af"], parties=["taliban", "nobody"]),
            source("third", affiliation="nobody"),
        )
        assert [(where, why) for where, why, _ in problems] == [
            ("0.source", "UNKNOWN_SOURCE"),
            ("0.gainer", "UNKNOWN_ACTOR"),
            ("0.loser", "UNKNOWN_ACTOR"),
            ("0.partOf", "UNKNOWN_EVENT"),
            ("1.disjointFrom.0", "UNKNOWN_EVENT"),
            ("1.disjointFrom.1", "UNKNOWN_EVENT"),
            ("2.parties.1", "UNKNOWN_ACTOR"),
            ("3.affiliation", "UNKNOWN_ACTOR"),
        ]

    async def test_a_reference_to_a_later_event_of_the_batch(self, db: Database):
        where, why, what = await only(db, changed(id="b", partOf="c"), changed(id="c"))
        assert (where, why) == ("0.partOf", "UNKNOWN_EVENT")
        assert "before this one" in what

    async def test_earlier_events_of_the_batch_may_be_referred_to(self, db: Database):
        await record(
            db,
            *cast(),
            changed(id="a"),
            changed({"name": "Imam Sahib", "within": "af"}, partOf="a"),
            corrected("a", changed(gainer="government"), id="c"),
            retracted("c", id="r"),
            retracted("r"),
        )
        assert len(await everything(db)) == 12

    async def test_a_replacement_is_checked_like_any_event(self, db: Database):
        await record(db, *cast(), changed(id="a"))
        problems = await refused(db, corrected("a", changed("nowhere", "nobody", source="none", partOf="nothing")))
        assert [(where, why) for where, why, _ in problems] == [
            ("0.replacement.place", "UNKNOWN_PLACE"),
            ("0.replacement.source", "UNKNOWN_SOURCE"),
            ("0.replacement.gainer", "UNKNOWN_ACTOR"),
            ("0.replacement.partOf", "UNKNOWN_EVENT"),
        ]

    async def test_an_id_used_twice(self, db: Database):
        await record(db, *cast(), changed(id="a"))
        problems = await refused(db, changed(id="a"), changed(id="b"), changed(id="b"))
        assert [(where, why) for where, why, _ in problems] == [("0.id", "ID_TAKEN"), ("2.id", "ID_TAKEN")]


class TestAnnulments:
    async def test_a_correction_of_a_missing_event(self, db: Database):
        where, why, _ = await only(db, corrected("missing", changed()))
        assert (where, why) == ("0.event", "UNKNOWN_EVENT")

    async def test_a_retraction_of_itself(self, db: Database):
        where, why, _ = await only(db, retracted("r", id="r"))
        assert (where, why) == ("0.event", "SELF_REFERENCE")

    async def test_a_second_correction_names_the_first(self, db: Database):
        where, why, what = await only(
            db,
            corrected("a", changed()),
            before=[changed(id="a"), corrected("a", changed(gainer="government"), id="c")],
        )
        assert (where, why) == ("0.event", "ALREADY_CORRECTED")
        assert "correct or retract that one" in what
        assert " c:" in what

    async def test_a_corrected_event_is_not_retracted_past_its_correction(self, db: Database):
        where, why, _ = await only(
            db, retracted("a"), before=[changed(id="a"), corrected("a", changed(gainer="government"), id="c")]
        )
        assert (where, why) == ("0.event", "ALREADY_CORRECTED")

    async def test_a_correction_and_a_retraction_of_what_is_retracted(self, db: Database):
        await record(db, *cast(), changed(id="a"), retracted("a", id="r"))
        for act in (corrected("a", changed()), retracted("a")):
            [(where, why, what)] = await refused(db, act)
            assert (where, why) == ("0.event", "ALREADY_RETRACTED")
            assert "by r" in what

    async def test_within_one_batch_too(self, db: Database):
        where, why, _ = await only(db, changed(id="a"), retracted("a"), retracted("a"))
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
        where, why, what = await only(db, corrected("r", changed()), before=[changed(id="a"), retracted("a", id="r")])
        assert (where, why) == ("0.event", "RETRACTION_CORRECTED")
        assert "a) stands again" in what

    async def test_a_replacement_brings_no_id_of_its_own(self, db: Database):
        where, why, _ = await only(db, corrected("a", changed(id="z")), before=[changed(id="a")])
        assert (where, why) == ("0.replacement.id", "REPLACEMENT_HAS_ID")
        await record(db, corrected("a", changed(id="a")))


class TestRegistrations:
    async def test_the_same_id_twice_names_the_registration(self, db: Database):
        await record(db, place("xx", id="x"), actor("a", id="a"), source("s", id="s"))
        problems = await refused(db, place("xx"), actor("a"), source("s"))
        assert [(where, why) for where, why, _ in problems] == [
            ("0.place", "ALREADY_REGISTERED"),
            ("1.actor", "ALREADY_REGISTERED"),
            ("2.source", "ALREADY_REGISTERED"),
        ]
        assert "PlaceChanged" in problems[0][2]
        assert [what.split()[-1] for _, _, what in problems] == ["x", "a", "s"]

    async def test_a_change_of_an_unregistered_place(self, db: Database):
        where, why, _ = await only(db, place_changed("xx"))
        assert (where, why) == ("0.place", "UNKNOWN_PLACE")

    async def test_a_circle_of_parents(self, db: Database):
        where, why, what = await only(db, place_changed("af", parent="af-imam-sahib"))
        assert (where, why) == ("0.parent", "CYCLIC_PARENT")
        assert "af in af-imam-sahib in af-kunduz in af" in what

    async def test_a_circle_over_several_events_of_a_batch(self, db: Database):
        [(where, why, _)] = await refused(
            db,
            place("a"),
            place("b", parent="a"),
            place("c", "See", parent={"name": "b"}),
            place_changed("a", parent={"name": "See"}),
        )
        assert (where, why) == ("3.parent", "CYCLIC_PARENT")

    async def test_a_circle_by_a_correction(self, db: Database):
        await record(db, place("a", id="a"), place("b", parent="a"))
        [(where, why, _)] = await refused(db, corrected("a", place("a", parent="b")))
        assert (where, why) == ("0.replacement.parent", "CYCLIC_PARENT")

    async def test_a_correction_of_what_was_changed_since_makes_no_circle(self, db: Database):
        await record(db, place("a", id="a"), place("b"), place_changed("a"), place_changed("b", parent="a"))
        await record(db, corrected("a", place("a", parent="b")))

    async def test_a_tower_of_places(self, db: Database):
        await record(db, place("p-0"), *(place(f"p-{n}", parent=f"p-{n - 1}") for n in range(1, 33)))
        [(where, why, _)] = await refused(db, place("p-33", parent="p-32"))
        assert (where, why) == ("0.parent", "TOO_DEEP")

    async def test_a_code_that_would_mean_two_places(self, db: Database):
        where, why, what = await only(db, place("xx", codes=[code("AF01"), code("AF1905")]))
        assert (where, why) == ("0.codes.1", "CODE_TAKEN")
        assert "af-imam-sahib" in what

    async def test_the_same_code_in_one_batch_and_in_a_correction(self, db: Database):
        await record(db, place("x", codes=[code("X")]), place("y", id="y"))
        problems = await refused(
            db,
            place("z", codes=[code("Z")]),
            place("w", codes=[code("Z")]),
            corrected("y", place("y", codes=[code("X")])),
        )
        assert [(where, why) for where, why, _ in problems] == [
            ("1.codes.0", "CODE_TAKEN"),
            ("2.replacement.codes.0", "CODE_TAKEN"),
        ]

    async def test_a_code_is_free_in_another_edition_and_after_its_place_gave_it_up(self, db: Database):
        await record(db, *cast(), place("other", codes=[code("AF1905", edition="2012")]))
        [(where, why, what)] = await refused(db, changed({"scheme": "ocha-cod-ab", "code": "AF1905"}))
        assert (where, why) == ("0.place", "AMBIGUOUS_PLACE")
        assert "edition" in what

        await record(db, place_changed("af-imam-sahib", parent="af-kunduz"), place("heir", codes=[code("AF1905")]))


class TestWholeBatch:
    async def test_every_problem_is_found_in_one_go(self, db: Database):
        await record(db, *cast())
        problems = await refused(db, changed("x"), changed(), changed("y", "z"), retracted("w"))
        assert [where for where, _, _ in problems] == ["0.place", "2.place", "2.gainer", "3.event"]

    async def test_what_is_wrong_once_is_told_once(self, db: Database):
        """A place with a bad parent is known to the claims after it."""
        where, why, _ = await only(db, place("x", parent="nowhere"), changed("x"), changed("x"))
        assert (where, why) == ("0.parent", "UNKNOWN_PLACE")

    async def test_what_would_be_too_long_to_read_again(self, db: Database, monkeypatch):
        """An event grows as it is accepted: by its id, and by the words of the report beside the ids of places."""
        await record(db, *cast())
        told = changed({"name": "Imam Sahib", "within": "af"}, note="x" * 300)
        monkeypatch.setattr("domain.values.limits.EVENT_BYTES_MAX", len(interchange.write(told)) + 10)
        [(where, why, _)] = await refused(db, told)
        assert (where, why) == ("0", "TOO_LONG")

    async def test_the_list_of_problems_ends(self, db: Database):
        problems = await refused(db, *(changed(f"nowhere-{n}", source=None, gainer=None) for n in range(250)))
        assert len(problems) == 101
        assert problems[-1][:2] == ("", "MORE_PROBLEMS")
        assert "150 more" in problems[-1][2]
