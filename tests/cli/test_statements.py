"""The command line takes as many statements for four hundred places as for one."""

from datetime import date

from api.cli import replays
from api.cli.ask import Client
from domain.values.terms import PlaceKind, Policy, Step
from store.db.connections import Database
from tests.support.builders import cast, changed, place, retracted
from tests.support.recording import record
from tests.support.statement_counting import statements_sent

DAY, KNOWN = date(2021, 6, 23), date(2021, 6, 30)


async def fell_and_was_taken_back(db: Database, *ids: str) -> None:
    await record(db, *(place(id, parent="af-kunduz") for id in ids))
    await record(db, *(changed(id, id=f"c-{id}", published="2021-06-22") for id in ids))
    await record(db, *(retracted(f"c-{id}", published="2021-07-01") for id in ids))


async def statements(db: Database, number: int) -> list[int]:
    client = await Client.of_database(db)
    at = {"position": client.head, "policy": Policy.LATEST}
    then, now = {"date": DAY, "knownOn": KNOWN, **at}, {"date": DAY, **at}
    period = {"from": DAY, "to": DAY, "step": Step.DAY, "within": "af-kunduz", "kind": PlaceKind.DISTRICT}
    found = []
    with statements_sent(db) as seen:
        compared = await client.ask("diff", **{"from": then, "to": now, "within": "af-kunduz"})
        found.append(len(seen))
        believed = await client.ask("beliefs", place="d-0", date=DAY, **at)
        found.append(len(seen))
        days = [day async for day in replays.days(client, **period, knownOn=KNOWN, **at)]
        found.append(len(seen))
    assert (len(compared["diff"]["places"]), len(believed["beliefs"]["nodes"])) == (number, 3)
    assert [len(day.frame["events"]) for day in days] == [number]
    return found


async def test_as_many_for_one_place_as_for_four_hundred(database_url: str) -> None:
    db = Database.open(database_url)
    await record(db, *cast())
    await fell_and_was_taken_back(db, "d-0")
    few = await statements(db, 1)
    await fell_and_was_taken_back(db, *(f"d-{n}" for n in range(1, 400)))

    assert await statements(db, 400) == few
    await db.close()
