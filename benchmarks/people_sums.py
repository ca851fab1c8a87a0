"""How long a sum of people takes: 16,000 reports of casualties over four years, in 340 districts of 34 provinces.

    python -m benchmarks.people_sums [DATABASE_URL]

Two thirds are rows with a key each, of which one in ten is of a run of days; the others are reports by five newspapers,
a third of them without a key. Prints milliseconds of processor time of the question as a dashboard asks it. Without a
URL it makes an SQLite file of its own and throws it away; a database that is named must be an empty one. To compare two
commits, run this file with each of them on the path.
"""

import gc
import random
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from api.graphql import in_process
from benchmarks.measuring import Times, with_database
from domain.events import Event
from domain.events.interchange import parse
from store.db import migrate
from store.db.connections import Database
from store.write.append import append

REPORTS, DAYS, PROVINCES, DISTRICTS = 16_000, 4 * 365, 34, 10
PAPERS = 5
FIRST = date(2018, 1, 1)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
BATCH_EVENTS = 1_000
SEED = 16_000
KINDS = (["KILLED"], ["WOUNDED"], ["KILLED", "WOUNDED"])
QUESTION = "query($from: Date!, $to: Date!, $within: ID) { casualties(from: $from, to: $to, within: $within) { %s } }"
ASKED = {
    "the sum of four years": "kinds count { low best high }",
    "the same by day": "kinds byDay { date count { low high } }",
}
SINCE_THE_SECOND_EDITION = {
    "the same by province and month": "kinds breakdown(by: [PLACE, MONTH], placeKind: PROVINCE) { count { low high } }",
}


def registrations() -> list[Event]:
    found: list[dict[str, Any]] = [
        {"type": "SourceRegistered", "source": f"s{n}", "name": f"Source {n}"} for n in range(PAPERS + 1)
    ]
    found.append(_place("land", "COUNTRY", None))
    for province in range(PROVINCES):
        found.append(_place(f"p{province}", "PROVINCE", "land"))
        found += [_place(f"p{province}-{n}", "DISTRICT", f"p{province}") for n in range(DISTRICTS)]
    return [parse(record) for record in found]


def _place(id: str, kind: str, parent: str | None) -> dict[str, Any]:
    record = {"type": "PlaceRegistered", "place": id, "kind": kind, "names": [{"text": id}]}
    return record | ({"parent": parent} if parent else {})


def reports() -> list[Event]:
    chance = random.Random(SEED)
    return [parse(_row(chance, n) if chance.random() < 2 / 3 else _newspaper(chance, n)) for n in range(REPORTS)]


def _row(chance: random.Random, n: int) -> dict[str, Any]:
    first = FIRST + timedelta(chance.randrange(DAYS))
    occurred = f"{first}/{first + timedelta(chance.randrange(1, 30))}" if chance.random() < 0.1 else f"{first}"
    low = chance.randrange(20)
    count = {"low": low, "best": low + 1, "high": low + 4, "qualifier": "ABOUT"}
    return _report(chance, n) | {"occurred": occurred, "source": "s0", "incident": f"row-{n}", "count": count}


def _newspaper(chance: random.Random, n: int) -> dict[str, Any]:
    key = {"incident": f"news-{n // 4}"} if chance.random() < 2 / 3 else {}
    return _report(chance, n) | {
        "occurred": f"{FIRST + timedelta(chance.randrange(DAYS))}",
        "source": f"s{chance.randrange(1, PAPERS + 1)}",
        "count": {"best": chance.randrange(30), "qualifier": "EXACT"},
        **key,
    }


def _report(chance: random.Random, n: int) -> dict[str, Any]:
    place = f"p{chance.randrange(PROVINCES)}" + (f"-{chance.randrange(DISTRICTS)}" if chance.random() < 0.9 else "")
    return {"type": "CasualtiesReported", "id": f"e{n}", "place": place, "kinds": chance.choice(KINDS)}


async def run(url: str) -> None:
    gc.set_threshold(50_000, 20, 100)  # as api/cli/lazy_group.py has it for every command and for the server
    await migrate.upgrade(url)
    db = Database.open(url)
    await append(db, registrations(), key="registrations", by="benchmark", now=NOW)
    events = reports()
    for start in range(0, len(events), BATCH_EVENTS):
        await append(db, events[start : start + BATCH_EVENTS], key=f"batch-{start}", by="benchmark", now=NOW)
    asked = ASKED | (SINCE_THE_SECOND_EDITION if _has_breakdown() else {})
    times = Times()
    for what, fields in asked.items():
        for where, within in (("", None), (", in one province", "p7")):
            given = {"from": str(FIRST), "to": str(FIRST + timedelta(DAYS - 1)), "within": within}
            await times.best(what + where, partial(in_process.execute, db, QUESTION % fields, given))
    print(times.table())
    await db.close()


def _has_breakdown() -> bool:
    from api.graphql.types.people import CasualtyTotal

    return hasattr(CasualtyTotal, "breakdown")


if __name__ == "__main__":
    with_database(run)
