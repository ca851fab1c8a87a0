"""Registrations that would give two places one id or code, or put a place within itself."""

from store.db.connections import Database
from tests.support.builders import (
    actor,
    cast,
    changed,
    code,
    corrected,
    place,
    place_changed,
    source,
)
from tests.support.recording import only_problem, record, refused

DANGEROUS = {
    "javascript:alert(1)": "NOT_A_WEB_ADDRESS",
    "JavaScript:alert(1)//https://a.example": "NOT_A_WEB_ADDRESS",
    "java\nscript:alert(1)": "NOT_A_WEB_ADDRESS",
    "https\t://a.example": "NOT_A_WEB_ADDRESS",
    "https://a.example/\njavascript:alert(1)": "NOT_A_WEB_ADDRESS",
    "data:text/html,<script>": "NOT_A_WEB_ADDRESS",
    "vbscript:x": "NOT_A_WEB_ADDRESS",
    "file:///etc/passwd": "NOT_A_WEB_ADDRESS",
    "blob:https://a.example/1": "NOT_A_WEB_ADDRESS",
    "//a.example": "NOT_A_WEB_ADDRESS",
    "https:a.example": "NOT_A_WEB_ADDRESS",
    "https:///path": "NOT_A_WEB_ADDRESS",
    "https://:8000/": "NOT_A_WEB_ADDRESS",
    "https:\\\\a.example": "NOT_A_WEB_ADDRESS",
    "https://a.example\\@b.example": "NOT_A_WEB_ADDRESS",
    "example.com": "NOT_A_WEB_ADDRESS",
    "https://user:secret@a.example/": "CREDENTIALS_IN_ADDRESS",
    "https://user@a.example": "CREDENTIALS_IN_ADDRESS",
    "https://@a.example": "CREDENTIALS_IN_ADDRESS",
}
HARMLESS = [
    "https://a.example",
    "HTTP://A.example:8080/path?x=javascript:y#z",
    "https://medium.example/@author/report",
    "https://[2001:db8::1]/",
    "https://президент.example/путь",
    "https://a.example/a report.pdf",
]


class TestAddresses:
    """Pages of others show sources as links, whatever we do on ours."""

    async def test_an_address_that_is_none_of_the_web_is_refused(self, db: Database):
        await record(db, source("good", id="first"))
        for url, reason in DANGEROUS.items():
            for event, where in (
                (source("s", url=url), "0.url"),
                (corrected("first", source("good", url=url)), "0.replacement.url"),
            ):
                assert [problem[:2] for problem in await refused(db, event)] == [(where, reason)], url

    async def test_others_are_kept_as_they_are(self, db: Database):
        await record(db, *(source(f"s-{number}", url=url) for number, url in enumerate(HARMLESS)))


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
        where, why, _ = await only_problem(db, place_changed("xx"))
        assert (where, why) == ("0.place", "UNKNOWN_PLACE")

    async def test_a_circle_of_parents(self, db: Database):
        where, why, what = await only_problem(db, place_changed("af", parent="af-imam-sahib"))
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
        where, why, what = await only_problem(db, place("xx", codes=[code("AF01"), code("AF1905")]))
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
