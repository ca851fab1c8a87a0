"""What somebody who types may mean, at a position of the log and with the filters of every list of places."""

from datetime import date

import pytest

from domain.values.terms import PlaceKind
from store.db import limits
from store.db.connections import Database
from store.read import text_search
from store.read.place_selection import Edition
from store.read.text_search import ACTORS, PLACES, SOURCES, place_hits
from tests.support.builders import actor, cast, code, place, place_changed, source
from tests.support.recording import head, record
from tests.support.statement_counting import statements_sent


@pytest.fixture
async def takhar(db: Database) -> Database:
    await record(
        db,
        *cast(),
        place("af-takhar", "Takhar", kind="PROVINCE", parent="af"),
        place("af-khwaja-ghar", "Khwaja Ghar", parent="af-takhar", codes=[code("AF1809")]),
        place("af-khwaja-bahawuddin", "Khwaja Bahawuddin", parent="af-takhar"),
        place("af-khwaja-dukoh", "Khwaja Dukoh", parent="af", existsTo="2005-01-01"),
        actor("afghan-mod", name="Ministry of Defence"),
        source("tolo", name="TOLOnews, 22 June 2021", publisher="TOLOnews", title="Fall of five districts"),
    )
    return db


async def hits(db: Database, text: str, **filters) -> list[str]:
    position = filters.pop("position", None) or await head(db)
    async with db.read() as conn:
        return [hit.id for hit in await place_hits(conn, text, position=position, **filters)]


async def test_places_are_found_as_they_are_typed_and_narrowed_as_any_list(takhar: Database):
    everything = ["af-khwaja-bahawuddin", "af-khwaja-dukoh", "af-khwaja-ghar"]
    assert await hits(takhar, "khwaja") == everything
    assert await hits(takhar, "Khaja") == everything
    assert await hits(takhar, "khwaja g") == ["af-khwaja-ghar"]
    assert await hits(takhar, "khwaja", within="af-takhar") == ["af-khwaja-bahawuddin", "af-khwaja-ghar"]
    assert await hits(takhar, "khwaja", on=date(2021, 6, 1)) == ["af-khwaja-bahawuddin", "af-khwaja-ghar"]
    assert await hits(takhar, "khwaja", edition=Edition("ocha-cod-ab", "2021-11-17")) == ["af-khwaja-ghar"]
    assert await hits(takhar, "khwaja", kind=PlaceKind.PROVINCE) == []


async def test_the_resolver_answers_where_nothing_begins_so(takhar: Database):
    assert await hits(takhar, "Imom Sohib") == ["af-imam-sahib"]
    assert await hits(takhar, "Atlantis") == []


async def test_earlier_names_find_a_place_and_later_ones_are_not_known_before(takhar: Database):
    before = await head(takhar)
    await record(takhar, place_changed("af-khwaja-ghar", "Baghlani", occurred="2021-06-01"))

    assert await hits(takhar, "khwaja gh") == ["af-khwaja-ghar"]
    assert await hits(takhar, "Baghl") == ["af-khwaja-ghar"]
    assert await hits(takhar, "Baghl", position=before) == []


async def test_a_search_that_is_repeated_reads_no_names_again(takhar: Database):
    position = await head(takhar)
    with statements_sent(takhar) as first:
        await hits(takhar, "khwaja", position=position)
    with statements_sent(takhar) as again:
        assert len(await hits(takhar, "khwaja", position=position)) == 3
    assert len(again) == 1 < len(first)


async def test_few_indexes_are_kept(takhar: Database, monkeypatch):
    monkeypatch.setattr(limits, "REGISTERS_KEPT_MAX", 1)
    for number in range(3):
        await record(takhar, place(f"new-{number}", f"Novo {number}", parent="af"))
        assert await hits(takhar, "novo") == [f"new-{one}" for one in range(number + 1)]
    assert await hits(takhar, "novo", position=await head(takhar) - 1) == ["new-0", "new-1"]


async def test_actors_and_sources_are_found_by_their_texts(takhar: Database):
    position = await head(takhar)
    async with takhar.read() as conn:

        async def actors(text: str) -> list[str]:
            return [hit.id for hit in await text_search.actor_hits(conn, text, position=position)]

        async def sources(text: str) -> list[str]:
            return [hit.id for hit in await text_search.source_hits(conn, text, position=position)]

        assert await actors("tal") == ["taliban"]
        assert await actors("mod") == ["afghan-mod"]
        assert await actors("spokesman for the Afghan Ministry of Defense") == ["afghan-mod"]
        assert await actors("talbian") == ["taliban"]
        assert await actors("martians") == []
        assert await sources("june tolo") == ["tolo"]
        assert await sources("distr") == ["tolo"]
        assert await sources("TOLOnwes") == ["tolo"]
        assert await sources("xylophone") == []


async def test_the_nearest_ids_are_those_of_the_name_and_those_with_few_other_letters(takhar: Database):
    position = await head(takhar)
    async with takhar.read() as conn:

        async def near(register, id: str) -> list[str]:
            return await text_search.nearest_ids(conn, register, id, position=position)

        assert await near(PLACES, "af-imam-sahb") == ["af-imam-sahib"]
        assert await near(PLACES, "Imam Sahib") == ["af-imam-sahib"]
        assert await near(PLACES, "imam-sahib") == ["af-imam-sahib"]
        assert await near(PLACES, "nowhere") == []
        assert await near(ACTORS, "talban") == ["taliban"]
        assert await near(SOURCES, "ministri") == ["ministry"]
        assert await text_search.nearest_events(conn, "nothing at all") == []
