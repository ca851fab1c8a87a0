"""A hundred thousand assertions that mostly repeat what is known: `python -m benchmarks.repeats`.

Everything is made here, in a folder that is gone afterwards. On SQLite, in this process, through the same functions as
the doors use.
"""

import argparse
import asyncio
import json
import tempfile
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks import latest_row
from benchmarks.daily_maps import FIRST, War
from benchmarks.measuring import Times
from domain.control.policies import hear
from domain.control.resolution import Swept, periods
from domain.control.resolved_place import ResolvedPlace
from domain.events.interchange import parse
from domain.history.replay import frames
from domain.history.series import series
from domain.history.steps import days
from domain.values.coordinates import Coordinates
from domain.values.knowledge import known_by
from domain.values.terms import PlaceKind, Policy, Step
from service.importing.loading import File, Loader
from store.db import migrate
from store.db.connections import Database
from store.read import log, snapshot
from store.read.claims import standing_claims
from store.write.append import append

BY = Policy.AGAINST_INTEREST
PLACE = "land-007"


async def measured(war: War, folder: Path) -> Times:
    times, told = Times(), list(war.assertions())
    url = f"sqlite:///{folder}/timeline.db"
    await migrate.upgrade(url)
    db = Database.open(url)
    await imported(db, "registrations", war.registrations(), folder)
    with times.measured("timeline import"):
        await imported(db, "assertions", told, folder)
    await asked(db, war, times)
    await appended(db, war, times)
    await db.close()
    beside(told, war, folder, times)
    return times


async def imported(db: Database, name: str, events: Iterable[Any], folder: Path) -> None:
    file = folder / f"{name}.jsonl"
    file.write_text("".join(f"{json.dumps(event)}\n" for event in events))
    [loaded] = await Loader("benchmark", datetime.now(UTC)).load(db, [File.at(file)])
    assert loaded.stored, loaded


async def asked(db: Database, war: War, times: Times) -> None:
    middle = FIRST + timedelta(war.days // 2)
    async with db.read() as conn:
        head = (await log.head(conn)).position
        of = {"within": "land", "kind": PlaceKind.DISTRICT}
        at = Coordinates(None, None, head, BY)

        async def states(known_on: date | None, position: int) -> Any:
            return await snapshot.states(conn, Coordinates(middle, known_by(known_on, None), position, BY), **of)

        await times.best("asOf, every district", lambda: states(None, head))
        await times.best("the same, as known on that day", lambda: states(middle, head))
        await times.best("the same, at half of the log", lambda: states(None, head // 2))
        lives = await times.best("every period", lambda: snapshot.place_histories(conn, at, **of))
        await times.best("history of one district", lambda: snapshot.history(conn, PLACE, at))
        await times.best(
            "beliefs of one district", lambda: snapshot.beliefs(conn, PLACE, middle, position=head, policy=BY)
        )
        claims = await standing_claims(conn, [PLACE])
    year = days(FIRST, FIRST + timedelta(364), Step.DAY)
    with times.measured("series of a year by day"):
        series(lives, year)
    with times.measured("replay of a year by day"):
        frames(lives, year)
    with times.measured("fold of one district"):
        periods(claims[PLACE], BY)
    with times.measured("the same without leaving out repeats"):
        Swept(ResolvedPlace(hear(claims[PLACE], BY))).under(BY)


async def appended(db: Database, war: War, times: Times) -> None:
    """One more day of the first map, in one batch."""
    day = str(FIRST + timedelta(war.days))
    longer = War(war.districts, war.days + 1, war.maps[:1]).assertions()
    more = [one for one in longer if one.get("occurred") == day]
    with times.measured("append of one more day"):
        await append(db, [parse(one) for one in more], key="one-more", by="benchmark", now=datetime.now(UTC))


def beside(told: list[Any], war: War, folder: Path, times: Times) -> None:
    with times.measured("latest row: load"):
        connection = latest_row.load(folder / "latest.db", told)
    with times.measured("latest row: map of a day"):
        found = connection.execute(latest_row.LATEST, [str(FIRST + timedelta(war.days // 2))]).fetchall()
    assert len(found) == war.districts
    connection.close()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--districts", type=int, default=400)
    options.add_argument("--days", type=int, default=250)
    options.add_argument("--maps", type=int, default=1)
    given = options.parse_args()
    war = War(given.districts, given.days, tuple(f"map-{number}" for number in range(given.maps)))
    with tempfile.TemporaryDirectory(prefix="timeline-benchmark-") as folder:
        print(asyncio.run(measured(war, Path(folder))).table())


if __name__ == "__main__":
    main()
