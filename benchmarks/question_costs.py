"""What the parts of a question cost in processor time, in hundredths of a millisecond: the price list of the cost rule
(api/graphql/guard/prices.py) and of folds (store/read/folds.py) is taken from here.

    python -m benchmarks.question_costs sqlite:///timeline.db

The database is one with some thousands of claims: best the one that `timeline serve` is to answer from.
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

from api.graphql.in_process import execute
from api.settings import with_driver
from domain.control.aspects import Aspect
from domain.history.series import series
from domain.values.coordinates import Coordinates
from domain.values.knowledge import end_of_known_day
from domain.values.terms import PlaceKind, Policy
from store.db.connections import Connection, Database
from store.read import claim_times, folds, log, snapshot
from store.read.claim_rows import ClaimRow
from store.read.claims import standing_rows

UNIT_S = 1e-5
MAP = """
query($d: Date!) {
  asOf(date: $d) {
    places {
      nodes { id level certainty since manner basisCount place { id name kind } holder { id name side } }
    }
  }
}
"""


def report(name: str, seconds: float, number: int) -> None:
    print(f"{name:40} {seconds / UNIT_S / max(number, 1):10.1f} a piece, {number:,} pieces, {seconds * 1000:,.0f} ms")


async def timed(work: Callable[[], Awaitable[Any]]) -> tuple[float, Any]:
    """Processor seconds of all threads, and the result, of the second of two runs."""
    await work()
    begun = time.process_time()
    result = await work()
    return time.process_time() - begun, result


async def measure_folds(conn: Connection, head: int, day: date) -> None:
    at = Coordinates(day, end_of_known_day(day), head)
    placed = await snapshot.states(conn, Coordinates(day, None, head), kind=PlaceKind.DISTRICT)
    ids = [one.place_id for one in placed]

    async def read() -> tuple[list[ClaimRow], Any]:
        return await standing_rows(conn, ids, aspect=Aspect.CONTROL, known_at=at.known_at, position=head)

    seconds, (rows, sides) = await timed(read)
    report("reading a claim", seconds, len(rows))
    policy = Policy.AGAINST_INTEREST

    async def states() -> Any:
        return folds.states_of(rows, sides, day, policy)

    async def histories() -> Any:
        return folds.histories_of(rows, sides, policy)

    report("folding a claim to a state", (await timed(states))[0], len(rows))
    report("folding a claim to periods", (await timed(histories))[0], len(rows))


async def measure_head(conn: Connection, head: int, day: date) -> None:
    at = Coordinates(day, None, head)

    async def states() -> Any:
        return await snapshot.states(conn, at, kind=PlaceKind.DISTRICT)

    async def histories() -> Any:
        return await snapshot.place_histories(conn, at, within=None, kind=PlaceKind.DISTRICT)

    seconds, placed = await timed(states)
    report("the state of a place at the head", seconds, len(placed))
    seconds, lives = await timed(histories)
    report("the history of a place at the head", seconds, len(lives))
    report("a period at the head", seconds, sum(len(life.periods) for life in lives))
    days = [day + timedelta(days=number) for number in range(1_000)]
    begun = time.process_time()
    points = series(lives, days)
    report("a day of a series", time.process_time() - begun, len(points))


async def measure_fields(db: Database, day: date) -> None:

    async def answer() -> Any:
        return await execute(db, MAP, {"d": str(day)})

    seconds, data = await timed(answer)
    report("a field of an answer", seconds, 14 * len(data["asOf"]["places"]["nodes"]))


async def measure(url: str) -> None:
    db = Database.open(with_driver(url))
    async with db.read() as conn:
        head = (await log.head(conn)).position
        first, last, *_ = await claim_times.bounds(conn)
        assert first
        assert last, "a log with claims"
        middle = first + (last - first) / 2
        await measure_folds(conn, head, middle)
        await measure_head(conn, head, middle)
    await measure_fields(db, middle)
    await db.close()


if __name__ == "__main__":
    asyncio.run(measure(sys.argv[1]))
