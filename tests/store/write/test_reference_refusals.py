"""References to what is unknown, ambiguous or later: each refusal says where, why and what to do."""

from store.db.connections import Database
from tests.support.builders import (
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
from tests.support.recording import everything, only_problem, record, refused


class TestReferences:
    async def test_an_unknown_place(self, db: Database):
        where, why, what = await only_problem(db, changed("af-nowhere"))
        assert (where, why) == ("0.place", "UNKNOWN_PLACE")
        assert "af-nowhere" in what
        assert "PlaceRegistered" in what

    async def test_an_unknown_code_and_an_unknown_edition(self, db: Database):
        await record(db, *cast())
        for ref in (code("AF9999"), code("AF1905", edition="1999"), {"scheme": "other", "code": "AF1905"}):
            assert [(where, why) for where, why, _ in await refused(db, changed(ref))] == [("0.place", "UNKNOWN_PLACE")]

    async def test_an_ambiguous_name_lists_the_candidates(self, db: Database):
        where, why, what = await only_problem(
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
        where, why, _ = await only_problem(db, changed({"name": "Imam Sahib", "within": "xx"}))
        assert (where, why) == ("0.place.within", "UNKNOWN_PLACE")

    async def test_every_place_of_a_list_has_its_path(self, db: Database):
        where, why, _ = await only_problem(
            db, event("ClashReported", occurred="2021-06-22", places=["af", "af-nowhere"])
        )
        assert (where, why) == ("0.places.1", "UNKNOWN_PLACE")

    async def test_an_old_name_no_longer_means_the_place(self, db: Database):
        where, why, _ = await only_problem(
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
        where, why, what = await only_problem(db, changed(id="b", partOf="c"), changed(id="c"))
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
