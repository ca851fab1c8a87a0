"""The number of statements does not hang on the number of places or events."""

from datetime import date, timedelta

import pytest

from domain.values.coordinates import Coordinates
from domain.values.knowledge import end_of_known_day
from domain.values.terms import Policy
from store.db.connections import Database
from store.read import actors, annulments, log, place_tree, places, snapshot, sources
from tests.support.builders import (
    actor,
    asserted,
    cast,
    changed,
    corrected,
    place,
    retracted,
)
from tests.support.recording import record
from tests.support.statement_counting import statements_sent

MANY = 400
MOMENTS = [end_of_known_day(date(2021, 6, 22) + timedelta(days=n)) for n in range(MANY)]


async def districts(db: Database, number: int) -> list[str]:
    ids = [f"d-{n}" for n in range(number)]
    await record(db, *cast(), *(place(id, parent="af-kunduz") for id in ids))
    await record(db, *(changed(id, id=f"c-{id}") for id in ids), *(asserted(id, "government") for id in ids))
    return ids


async def reads(db: Database, ids: list[str]) -> dict[str, int]:
    async with db.read() as conn:
        head = (await log.head(conn)).position
    stored = Coordinates(date(2021, 6, 23), None, head)
    folded = Coordinates(date(2021, 6, 23), end_of_known_day(date(2021, 6, 23)), head)
    positions = range(8, head + 1)
    questions = {
        "stored": lambda conn: snapshot.states(conn, stored, within="af-kunduz"),
        "folded": lambda conn: snapshot.states(conn, folded, place_ids=ids),
        "hash": lambda conn: snapshot.state_hash(conn, folded),
        "histories": lambda conn: snapshot.histories(conn, ids, Coordinates(None, None, head, Policy.LATEST)),
        "folded histories": lambda conn: snapshot.histories(
            conn, ids, Coordinates(None, None, head - 1, Policy.LATEST)
        ),
        "places": lambda conn: places.places_by_ids(conn, ids),
        "ancestors": lambda conn: place_tree.ancestors(conn, ids),
        "children": lambda conn: places.children(conn, [*ids, "af-kunduz"]),
        "events": lambda conn: log.by_positions(conn, positions),
        "event ids": lambda conn: log.by_ids(conn, [f"c-{id}" for id in ids]),
        "standing": lambda conn: annulments.standing_of(conn, positions),
        "standing over time": lambda conn: annulments.standing_over_time(
            conn, [(moment, position) for moment in MOMENTS[: len(ids)] for position in positions]
        ),
        "code": lambda conn: places.find_by_code(conn, "AF1905"),
        "places of events": lambda conn: log.places_of(conn, positions),
        "interests": lambda conn: log.interests_of(conn, positions),
        "actors": lambda conn: actors.actors_by_ids(conn, ids),
        "sources": lambda conn: sources.sources_by_ids(conn, ids),
    }
    found = {}
    for name, ask in questions.items():
        async with db.read() as conn:
            with statements_sent(db) as statements:
                await ask(conn)
        found[name] = len(statements)
    return found


async def appends(db: Database, ids: list[str]) -> int:
    with statements_sent(db) as statements:
        await record(
            db,
            *(actor(f"actor-of-{id}") for id in ids),
            *(place(f"place-of-{id}", parent=id) for id in ids),
            *(changed(id) for id in ids),
            *(changed({"name": id, "within": "af"}) for id in ids),
            *(corrected(f"c-{id}", asserted(id), id=f"k-{id}") for id in ids),
            *(retracted(f"k-{id}") for id in ids),
        )
    return len(statements)


@pytest.mark.parametrize("engine", ["sqlite_url", "postgres_url"])
async def test_as_many_for_one_place_as_for_four_hundred(request, tmp_path, engine: str):
    url = request.getfixturevalue(engine)
    db = Database.open(url)
    few, many = ["d-0"], await districts(db, MANY)

    assert await reads(db, many) == await reads(db, few)
    one = await appends(db, ["d-0"])
    more = "the claims about several places are counted first, and the hashes of a block that is full now are read"
    assert await appends(db, many[1:]) == one + 2, more
    assert one < 37
    await db.close()


async def test_a_report_about_a_known_place_is_recorded_in_few_statements(db: Database):
    await record(db, *cast(), changed())

    with statements_sent(db) as statements:
        await record(db, asserted(holder="government", occurred="2021-07-01"))

    assert len([each for each in statements if "pg_" not in each]) <= 17


async def test_more_keys_than_an_engine_takes_variables(db: Database):
    await record(db, *cast())
    async with db.read() as conn:
        found = await places.places_by_ids(conn, [f"none-{n}" for n in range(70_000)] + ["af"])
        entries = await log.by_positions(conn, range(1, 70_000))
    assert [*found] == ["af"]
    assert len(entries) == 7
