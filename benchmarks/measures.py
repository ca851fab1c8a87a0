"""How fast a published series loads and answers: 20,000 reports, 1,000 days that were each revised up to 19 times.

    python -m benchmarks.measures [DATABASE_URL]

Without a URL it makes an SQLite file of its own and throws it away; a database that is named must be an empty one.
Beside each answer stands the least that a user would write instead: the latest vintage of each day, in one SQL
statement over the same table, without corrections, retractions or the number of revisions.
"""

import random
import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import text

from benchmarks.measuring import median_ms, with_database
from domain.events import Event
from domain.events.interchange import parse
from domain.values.coordinates import Coordinates
from domain.values.knowledge import end_of_known_day, known_by
from store.db import migrate
from store.db.connections import Database
from store.read import log, measures
from store.write.append import append

DAYS, EDITIONS = 1_000, 20
FIRST = date(2022, 2, 24)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
BATCH_EVENTS = 1_000
SEED = 20_000

LATEST_VINTAGE = text("""
SELECT day, low FROM (
    SELECT day, low, row_number() OVER (PARTITION BY day ORDER BY known DESC, position DESC) AS age
    FROM measure_report
    WHERE measure = 'arrivals' AND place = 'bcp' AND day BETWEEN :first AND :last AND known <= :known
) AS vintages WHERE age = 1 ORDER BY day
""")


def registrations() -> list[Event]:
    return [
        parse({"type": "SourceRegistered", "source": "unhcr", "name": "Daily arrivals"}),
        parse({"type": "PlaceRegistered", "place": "bcp", "kind": "BASE", "names": [{"text": "Crossing"}]}),
    ]


def vintages() -> list[Event]:
    """In the order of publication: every day comes out on the next and is revised at random later."""
    chance = random.Random(SEED)
    found = []
    for n in range(DAYS):
        day, value = FIRST + timedelta(n), chance.randrange(500, 5_000)
        for delay in [1, *sorted(chance.sample(range(2, 400), EDITIONS - 1))]:
            value = max(0, value + chance.randrange(-50, 50))
            found.append((day + timedelta(delay), day, value))
    return [_report(*one) for one in sorted(found)]


def _report(published: date, day: date, value: int) -> Event:
    return parse(
        {
            "type": "MeasureReported",
            "occurred": day.isoformat(),
            "published": published.isoformat(),
            "source": "unhcr",
            "place": "bcp",
            "measure": "arrivals",
            "count": {"best": value, "qualifier": "EXACT"},
        }
    )


async def load(db: Database, events: list[Event]) -> float:
    started = time.perf_counter()
    for start in range(0, len(events), BATCH_EVENTS):
        some = events[start : start + BATCH_EVENTS]
        await append(db, some, key=f"batch-{start}", by="benchmark", now=NOW)
    return time.perf_counter() - started


async def run(url: str) -> None:
    await migrate.upgrade(url)
    db = Database.open(url)
    await append(db, registrations(), key="registrations", by="benchmark", now=NOW)
    events = vintages()
    print(f"{len(events):,} reports loaded in {await load(db, events):.1f} s ({db.url.get_backend_name()})")
    print(f"{'':<36}{'here ms':>8}{'SQL ms':>12}{'ratio':>8}")
    last = FIRST + timedelta(DAYS - 1)
    for name, first, to in (
        ("one day, 20 editions", FIRST + timedelta(500), FIRST + timedelta(500)),
        ("30 days, 600 editions", FIRST + timedelta(500), FIRST + timedelta(529)),
        ("all days, 20,000 editions", FIRST, last),
    ):
        for known_on in (FIRST + timedelta(600), None):
            await compare(db, f"{name}{', known on' if known_on else ''}", (first, to), known_on)
    await db.close()


async def compare(db: Database, name: str, days: tuple[date, date], known_on: date | None) -> None:
    first, last = days
    async with db.read() as conn:
        at = (await log.head(conn)).position
        bound: dict[str, Any] = {"first": first, "last": last, "known": end_of_known_day(known_on or date(2199, 1, 1))}
        if conn.dialect.name == "sqlite":
            bound = {
                key: f"{day:%Y-%m-%d %H:%M:%S.%f}" if key == "known" else day.isoformat() for key, day in bound.items()
            }

        async def here() -> Any:
            return await measures.series(
                conn, "arrivals", "bcp", Coordinates(None, known_by(known_on, None), at), first=first, last=last
            )

        async def plain() -> Any:
            return (await conn.execute(LATEST_VINTAGE, bound)).all()

        assert [point.figure.low for point in await here()] == [low for _, low in await plain()]
        ours, theirs = await median_ms(here), await median_ms(plain)
    print(f"{name:<36}{ours:>8.1f}{theirs:>12.1f}{ours / theirs:>8.1f}")


if __name__ == "__main__":
    with_database(run)
