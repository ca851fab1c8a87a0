"""What the command line tells takes as many statements for four hundred places as for one."""

from datetime import date

from api import playing, telling_changes
from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind, Policy
from store.db.connections import Database
from store.read import log, places
from tests.support.builders import cast, changed, place, retracted
from tests.support.recording import record
from tests.support.statement_counting import statements_sent

DAY, KNOWN = date(2021, 6, 23), date(2021, 6, 30)


async def fell_and_was_taken_back(db: Database, *ids: str) -> None:
    await record(db, *(place(id, parent="af-kunduz") for id in ids))
    await record(db, *(changed(id, id=f"c-{id}", published="2021-06-22") for id in ids))
    await record(db, *(retracted(f"c-{id}", published="2021-07-01") for id in ids))


async def statements(db: Database, number: int) -> list[int]:
    async with db.read() as conn:
        head = (await log.head(conn)).position
    then, now = (Coordinates(DAY, known_on, head) for known_on in (KNOWN, None))
    asked = playing.Asked([DAY], "af-kunduz", PlaceKind.DISTRICT, KNOWN, head, Policy.AGAINST_INTEREST)
    found = []
    with statements_sent(db) as seen:
        async with db.read() as conn:
            told = await telling_changes.diff_of(conn, then, now, "af-kunduz", None)
            found.append(len(seen))
            row = (await places.places_by_ids(conn, ["d-0"]))["d-0"]
            believed = await telling_changes.beliefs_of(conn, row, DAY, head, Policy.LATEST)
            found.append(len(seen))
            begun = await playing.begin(conn, asked)
        frames = [one.frame async for one in begun.shown(db)]
        found.append(len(seen))
    assert (len(told["places"]), len(believed["beliefs"])) == (number, 3)
    assert [len(frame["events"]) for frame in frames] == [number]
    return found


async def test_as_many_for_one_place_as_for_four_hundred(database_url: str) -> None:
    db = Database.open(database_url)
    await record(db, *cast())
    await fell_and_was_taken_back(db, "d-0")
    few = await statements(db, 1)
    await fell_and_was_taken_back(db, *(f"d-{n}" for n in range(1, 400)))

    assert await statements(db, 400) == few
    await db.close()
