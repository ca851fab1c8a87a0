"""Reported names against the gazetteer: references are exact, and questions are ranked."""

from datetime import date

import pytest

from domain.gazetteer.ranking import Index
from domain.values.problems import Refused
from domain.values.terms import PlaceKind
from store.db import limits
from store.db.connections import Database
from store.read import name_search
from tests.support.builders import cast, changed, place, place_changed
from tests.support.recording import head, record
from tests.support.statement_counting import statements_sent


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
        return [(one.place, one.ambiguous) for one in await name_search.resolve(conn, name, first=3, **narrowed)]


async def test_within_kind_and_date_narrow_what_a_name_may_mean(takhar: Database):
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
    assert "af-khwaja-ghar (Khwaja Ghar, DISTRICT in Takhar; sounds alike)" in unknown.message
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
        with statements_sent(takhar) as found, pytest.raises(Refused):
            await record(takhar, *(changed({"name": f"Khajaghar {one}"}) for one in range(number)))
        return len(found)

    assert await statements(1) == await statements(100)


async def test_what_is_kept_of_a_gazetteer_is_never_older_than_the_log(takhar: Database):
    """The danger: a name that was decided on, a place that was moved or a list that was corrected is not found."""
    acts = [
        (place_changed("af-khwaja-ghar", "Khajaghar", parent="af-badakhshan"),),
        (place("new", "Qurghan", parent="af-takhar"),),
        (changed("new"),),
        (place_changed("new", "Kurgan", parent="af-takhar", occurred="2021-01-01"),),
    ]
    told = [await _as_read_anew(takhar)]
    for act in acts:
        await record(takhar, *act)
        told.append(await _as_read_anew(takhar))

    assert told[0][1] != told[1][1] != told[2][1] == told[3][1] != told[4][1]
    for position, then in told:
        assert await _as_read_anew(takhar, position) == (position, then)


async def _as_read_anew(db: Database, position: int | None = None) -> tuple[int, list]:
    """The answers of a position, which must be those of names that are read for this question alone."""
    position = position or await head(db)
    found = []
    async with db.read() as conn:
        for narrowed in ({}, {"within": "af-takhar"}, {"kind": PlaceKind.DISTRICT}, {"on": date(2004, 1, 1)}):
            index = Index(name_search.candidates(await name_search.named_places(conn, position=position, **narrowed)))
            for name in ("Khajaghar", "Kurgan"):
                matches = await name_search.resolve(conn, name, position=position, first=5, **narrowed)
                assert matches == index.rank(name, 5)
                found.append(matches)
    return position, found


async def test_names_that_are_kept_cost_one_statement_and_are_let_go(takhar: Database, monkeypatch):
    monkeypatch.setattr(limits, "GAZETTEERS_KEPT_MAX", 2)

    async def statements(**narrowed) -> int:
        with statements_sent(takhar) as found:
            await resolved(takhar, "Baharak", **narrowed)
        return len(found)

    assert await statements() == await statements() + 1
    assert await statements(within="af-takhar") == await statements(within="af-badakhshan")
    assert await statements() == await statements() + 1, "the first of three is let go"
