"""How long one reported name takes among 20,000 places: `python -m benchmarks.resolving [DATABASE_URL]`.

Beside it stands what it would take if the names of the gazetteer were read and heard anew each time. Without a URL it
makes an SQLite file of its own and throws it away; a database that is named must be an empty one. Names are made up.
"""

import random
import time
from typing import Any

from benchmarks.measures import load
from benchmarks.measuring import median_ms, with_database
from domain.events import Event
from domain.events.interchange import parse
from domain.gazetteer.ranking import Index
from store.db import migrate
from store.db.connections import Database
from store.read import log, name_search

PLACES = 20_000
SYLLABLES = ("sha", "ri", "far", "kun", "duz", "bal", "gha", "mur", "dash", "qa", "la", "zar", "khel", "nov")
ASKED = ("Khajaghar", "Дашти-Арчи", "خواجه غار", "Deir ez-Zor")


def gazetteer() -> list[Event]:
    chance = random.Random(PLACES)
    names = ["".join(chance.choices(SYLLABLES, k=chance.randrange(2, 5))).title() for _ in range(PLACES)]
    return [
        parse({"type": "PlaceRegistered", "place": f"p{number}", "kind": "DISTRICT", "names": [{"text": name}]})
        for number, name in enumerate(names)
    ]


async def run(url: str) -> None:
    await migrate.upgrade(url)
    db = Database.open(url)
    print(f"{PLACES:,} places loaded in {await load(db, gazetteer()):.1f} s ({db.url.get_backend_name()})")
    async with db.read() as conn:
        at = (await log.head(conn)).position

        async def kept() -> Any:
            return [await name_search.resolve(conn, name, position=at, first=5) for name in ASKED]

        async def anew() -> Any:
            return [
                Index(name_search.candidates(await name_search.named_places(conn, position=at))).rank(name, 5)
                for name in ASKED
            ]

        began = time.perf_counter()
        await name_search.resolve(conn, ASKED[0], position=at, first=5)
        print(f"the first name of all {(time.perf_counter() - began) * 1000:,.0f} ms")
        assert await kept() == await anew()
        ours, theirs = [await median_ms(way) / len(ASKED) for way in (kept, anew)]
    print(f"every further name {ours:,.0f} ms; read anew each time {theirs:,.0f} ms; ratio {theirs / ours:.0f}")
    await db.close()


if __name__ == "__main__":
    with_database(run)
