"""Places, actors and sources as a position of the log describes them."""

from datetime import date

import pytest

from domain.values.coordinates import Coordinates
from domain.values.problems import Refused
from domain.values.terms import ActorKind, PlaceKind, Reliability
from store.db.connections import Database
from store.read import actors, place_tree, places, snapshot, sources
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
from tests.support.recording import head, record


async def ids(conn, **filters) -> list[str]:
    found = [one.id for one in await places.list_places(conn, first=100, **filters)]
    assert await places.count_places(conn, **filters) == len(found)
    return found


async def test_a_place_comes_back_as_it_was_registered(db: Database):
    outline = {"type": "Point", "coordinates": [68.9, 37.2]}
    names = [
        {"text": "امام صاحب", "language": "prs", "script": "Arab"},
        {"text": "Imam Sahib", "language": "en", "preferred": True},
    ]
    given = {
        "longitude": 68.9,
        "latitude": 37.2,
        "geometry": outline,
        "existsFrom": "2005-01-01",
        "existsTo": "2030-01-01",
    }
    told = place("x", codes=[code("AF1905")], successorOf="af", **given).model_copy(
        update={"names": tuple(places.PlaceName(**name) for name in names)}
    )
    await record(db, *cast()[:-1], told)

    async with db.read() as conn:
        found = (await places.places_by_ids(conn, ["x"]))["x"]
        assert (found.kind, found.name, found.names, found.codes) == (
            PlaceKind.DISTRICT,
            "Imam Sahib",
            told.names,
            told.codes,
        )
        assert (found.longitude, found.latitude, found.successor_of, found.parent) == (68.9, 37.2, "af", None)
        assert (found.exists_from, found.exists_to) == (date(2005, 1, 1), date(2030, 1, 1))
        assert await places.geometries(conn, ["x", "af"]) == {"x": outline}


async def test_the_version_in_force_is_that_of_the_position(db: Database):
    await record(db, *cast())
    before = await head(db)
    await record(db, place_changed("af-imam-sahib", "Renamed", parent="af", codes=[code("NEW")]))

    async with db.read() as conn:
        assert (await places.places_by_ids(conn, ["af-imam-sahib"]))["af-imam-sahib"].name == "Renamed"
        assert (await places.places_by_ids(conn, ["af-imam-sahib"], position=before))[
            "af-imam-sahib"
        ].name == "Imam Sahib"
        assert await ids(conn, within="af-kunduz") == ["af-kunduz"]
        assert await ids(conn, within="af-kunduz", position=before) == ["af-imam-sahib", "af-kunduz"]
        assert await place_tree.ancestors(conn, ["af-imam-sahib"]) == {"af-imam-sahib": ("af",)}
        assert await place_tree.ancestors(conn, ["af-imam-sahib", "none"], before) == {
            "af-imam-sahib": ("af-kunduz", "af")
        }
        assert await places.place_by_code(conn, "ocha-cod-ab", None, "AF1905") is None
        assert (await places.place_by_code(conn, "ocha-cod-ab", None, "AF1905", position=before)).id == "af-imam-sahib"
        assert await places.find_by_name(conn, "Imam Sahib") == []
        assert [p.id for p in await places.find_by_name(conn, "imam-sahib", position=before)] == ["af-imam-sahib"]
        at = Coordinates(date(2021, 6, 23), None, before)
        assert [s.place_id for s in await snapshot.states(conn, at, within="af-kunduz")] == [
            "af-imam-sahib",
            "af-kunduz",
        ]
        assert await places.places_by_ids(conn, ["af"], position=0) == {}


async def test_filters_and_keys(db: Database):
    await record(
        db,
        *cast(),
        place("b-new", parent="af", existsFrom="2021-06-22"),
        place("a-old", parent="af", existsTo="2021-06-22"),
    )
    async with db.read() as conn:
        assert await ids(conn, kind=PlaceKind.DISTRICT) == ["a-old", "af-imam-sahib", "b-new"]
        assert await ids(conn, on=date(2021, 6, 21), kind=PlaceKind.DISTRICT) == ["a-old", "af-imam-sahib"]
        assert await ids(conn, on=date(2021, 6, 22), kind=PlaceKind.DISTRICT) == ["af-imam-sahib", "b-new"]
        assert await ids(conn, parent="af") == ["a-old", "af-kunduz", "b-new"]
        assert await ids(conn, within="none") == []
        assert [p.id for p in await places.list_places(conn, after="a-old", first=2)] == [
            "af",
            "af-imam-sahib",
        ]
        under = await places.children(conn, ["af", "af-kunduz", "none"], kind=PlaceKind.DISTRICT)
        assert {parent: [p.id for p in found] for parent, found in under.items()} == {
            "af": ["a-old", "b-new"],
            "af-kunduz": ["af-imam-sahib"],
        }
        at = Coordinates(date(2021, 6, 22), None, await head(db))
        assert [s.place_id for s in await snapshot.states(conn, at, kind=PlaceKind.DISTRICT)] == [
            "af-imam-sahib",
            "b-new",
        ]
        everyone = await snapshot.states(conn, at, kind=PlaceKind.DISTRICT, exists_on_date=False)
        assert [s.place_id for s in everyone] == ["a-old", "af-imam-sahib", "b-new"]


async def test_hyphens_sort_the_same_on_every_engine(db: Database):
    """A server's language may pass over hyphens; keys of pages would then skip places."""
    given = ["a", "a-b", "a0", "aa", "a-a"]
    await record(db, *map(place, given))
    async with db.read() as conn:
        assert await ids(conn) == ["a", "a-a", "a-b", "a0", "aa"]


@pytest.mark.parametrize(
    "asked", ["IMAM SAHIB", "imam-sahib", "Imām Ṣāḥib", " imam  sahib", "İmam Sahib".replace("İ", "I")]
)
async def test_a_name_is_found_however_it_is_spelt(db: Database, asked: str):
    await record(db, *cast())
    async with db.read() as conn:
        assert [p.id for p in await places.find_by_name(conn, asked, within="af", kind=PlaceKind.DISTRICT)] == [
            "af-imam-sahib"
        ]
        assert await places.find_by_name(conn, asked, kind=PlaceKind.PROVINCE) == []


async def test_a_code_of_several_editions_needs_its_edition(db: Database):
    await record(db, place("x", codes=[code("C")]), place("y", codes=[code("C", edition="2012")]))
    async with db.read() as conn:
        assert (await places.place_by_code(conn, "ocha-cod-ab", "2012", "C")).id == "y"
        with pytest.raises(Refused, match=r"x \(x, edition 2021-11-17\) or y \(y, edition 2012\): give the edition"):
            await places.place_by_code(conn, "ocha-cod-ab", None, "C")


async def test_a_code_alone_finds_the_places_of_every_scheme_and_edition(db: Database):
    await record(db, place("x", codes=[code("C")]), place("y", codes=[code("C", edition="2012"), code("D")]))
    before = await head(db)
    await record(db, place_changed("x", "x", codes=[]))
    async with db.read() as conn:

        async def ids_of(*words: str, **named) -> list[str]:
            return [one.id for one in await places.find_by_code(conn, *words, **named)]

        assert await ids_of("C", position=before) == ["x", "y"]
        assert await ids_of("C") == ["y"]
        assert await ids_of("C", scheme="ocha-cod-ab", edition="2012") == ["y"]
        assert await ids_of("C", scheme="other") == []
        assert await ids_of("c") == []


async def test_actors_and_sources(db: Database):
    await record(
        db,
        *cast(),
        source(
            "s",
            id="s",
            publisher="P",
            title="T",
            url="https://x.example",
            published="2021-06-23",
            sha256="0" * 64,
        ),
    )
    before = await head(db)
    await record(db, corrected("s", source("s", reliability="A")), actor("b"))

    async with db.read() as conn:
        assert [a.id for a in await actors.list_actors(conn, first=10)] == ["b", "government", "taliban"]
        assert [a.id for a in await actors.list_actors(conn, after="b", first=1)] == ["government"]
        assert await actors.count_actors(conn) == 3
        assert await actors.count_actors(conn, position=before) == 2
        assert (await actors.actors_by_ids(conn, ["taliban", "none"])) == {
            "taliban": actors.ActorRow("taliban", "Taliban", ActorKind.REBEL_GROUP, "taliban")
        }
        assert [s.id for s in await sources.list_sources(conn, after="ministry", first=10)] == [
            "neutral",
            "s",
        ]
        assert await sources.count_sources(conn) == 3
        told = (await sources.sources_by_ids(conn, ["s"], position=before))["s"]
        assert (told.publisher, told.title, told.published, told.sha256) == (
            "P",
            "T",
            date(2021, 6, 23),
            "0" * 64,
        )
        now = (await sources.sources_by_ids(conn, ["s"]))["s"]
        assert (now.reliability, now.publisher) == (Reliability.A, None)


async def test_the_hash_of_a_state_changes_with_any_difference_and_only_then(db: Database):
    await record(db, *cast(), changed(id="a"))
    async with db.read() as conn:
        at = Coordinates(date(2021, 6, 23), None, await head(db))
        first = await snapshot.state_hash(conn, at)
        assert await snapshot.state_hash(conn, Coordinates(date(2021, 6, 24), None, at.position)) == first
        assert await snapshot.state_hash(conn, Coordinates(date(2021, 6, 20), None, at.position)) != first
    await record(db, changed(id="b"))
    async with db.read() as conn:
        assert await snapshot.state_hash(conn, at) == first
        assert await snapshot.state_hash(conn, Coordinates(at.date, None, at.position + 1)) != first
