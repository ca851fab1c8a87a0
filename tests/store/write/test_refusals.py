"""A batch with problems is refused with all of them, and nothing of it is stored."""

from domain.events import interchange
from store.db.connections import Database
from tests.support.builders import (
    cast,
    changed,
    place,
    retracted,
)
from tests.support.recording import only_problem, record, refused


class TestWholeBatch:
    async def test_every_problem_is_found_in_one_go(self, db: Database):
        await record(db, *cast())
        problems = await refused(db, changed("x"), changed(), changed("y", "z"), retracted("w"))
        assert [where for where, _, _ in problems] == ["0.place", "2.place", "2.gainer", "3.event"]

    async def test_a_problem_is_reported_once(self, db: Database):
        """A place with a bad parent is known to the claims after it."""
        where, why, _ = await only_problem(db, place("x", parent="nowhere"), changed("x"), changed("x"))
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
