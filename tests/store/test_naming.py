"""Reported names against the gazetteer: references are exact, and questions are ranked."""

import pytest

from domain.problems import Refused
from domain.vocabulary import PlaceKind
from store import naming
from store.database import Database
from tests.builders import cast, changed, place, place_changed
from tests.store.recording import head, record
from tests.store.test_statements import counted


@pytest.fixture
async def takhar(db: Database) -> Database:
    await record(
        db,
        *cast(),
        place("af-takhar", "Takhar", kind="PROVINCE", parent="af"),
        place("af-khwaja-ghar", "Khwaja Ghar", parent="af-takhar"),
        place("af-takhar-baharak", "Baharak", parent="af-takhar"),
        place("af-badakhshan", "Badakhshan", kind="PROVINCE", parent="af"),
        place("af-badakhshan-baharak", "Baharak", parent="af-badakhshan"),
        place("old", "Khoja Ghar", parent="af-takhar", existsTo="2005-01-01"),
    )
    return db


async def resolved(db: Database, name: str, **narrowed) -> list[tuple[str, bool]]:
    async with db.read() as conn:
        return [(one.place, one.ambiguous) for one in await naming.resolve(conn, name, first=3, **narrowed)]


async def test_within_kind_and_date_narrow_what_a_name_may_mean(takhar: Database):
    from datetime import date

    assert {one for one, _ in await resolved(takhar, "Baharak")} == {"af-takhar-baharak", "af-badakhshan-baharak"}
    assert all(ambiguous for _, ambiguous in await resolved(takhar, "Baharak"))
    assert await resolved(takhar, "Baharak", within="af-takhar") == [("af-takhar-baharak", False)]
    assert await resolved(takhar, "Baharak", kind=PlaceKind.PROVINCE) == []
    assert (await resolved(takhar, "Khajaghar"))[0][1], "two places sound so"
    assert (await resolved(takhar, "Khajaghar", on=date(2021, 6, 21)))[0] == ("af-khwaja-ghar", False)


async def test_a_reference_never_guesses_and_names_the_candidates(takhar: Database):
    before = await head(takhar)
    with pytest.raises(Refused) as refused:
        await record(takhar, changed({"name": "Khajaghar", "within": "af-takhar"}), changed({"name": "Baharak"}))

    unknown, ambiguous = refused.value.problems
    assert (unknown.code, ambiguous.code) == ("UNKNOWN_PLACE", "AMBIGUOUS_PLACE")
    assert "af-khwaja-ghar (Khwaja Ghar, DISTRICT in Takhar)" in unknown.message
    assert "timeline resolve Khajaghar --is" in unknown.message
    assert "af-badakhshan-baharak" in ambiguous.message
    assert await head(takhar) == before


async def test_candidates_outside_within_are_not_named(takhar: Database):
    with pytest.raises(Refused, match="register it"):
        await record(takhar, changed({"name": "Khajaghar", "within": "af-kunduz"}))


async def test_a_name_that_the_batch_itself_brings_is_known(takhar: Database):
    await record(
        takhar, place_changed("af-khwaja-ghar", "Khajaghar", parent="af-takhar"), changed({"name": "Khajaghar"})
    )


async def test_as_many_statements_for_one_unknown_name_as_for_a_hundred(takhar: Database):
    async def statements(number: int) -> int:
        with counted(takhar) as found, pytest.raises(Refused):
            await record(takhar, *(changed({"name": f"Khajaghar {one}"}) for one in range(number)))
        return len(found)

    assert await statements(1) == await statements(100)
