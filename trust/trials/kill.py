"""kill -9 of a server that several clients write to, and clients that go away before they are answered: nothing that
was acknowledged is lost, and nothing is doubled.
"""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

from store.write.append import append
from trust.appending import opening
from trust.databases import ENGINES, empty_log, opened, untrue_of_the_log
from trust.server_processes import ServerProcess, server_process
from trust.trial import Trial
from trust.writers import SECONDS_MAX, SIZE, Writers, abandoned, sent, writing

KILLS, QUICK_KILLS, CONTROL_KILLS = 70, 2, 15
GONE, QUICK_GONE = 200, 10
GONE_AFTER_S = 0.02
WRITERS = 4
LIVES_S = 0.15
"""At most this long after it has first recorded something a server lives on."""


def run(quick: bool) -> Iterator[Trial]:
    for engine in ENGINES:
        with empty_log(engine) as url:
            asyncio.run(_open(url))
            with server_process(url) as server:
                gone = _gone(engine, server, QUICK_GONE if quick else GONE)
                killed = _killed(engine, server, QUICK_KILLS if quick else KILLS)
            yield from (heard.compared(url) for heard in (gone, killed))
    if not quick:
        yield _control()


async def _open(url: str) -> None:
    async with opened(url) as db:
        await append(db, opening(), key="opening", by="trust", now=datetime.now(UTC))


@dataclass(frozen=True, slots=True)
class Heard:
    """What the clients of a trial were told, to be compared with the log."""

    name: str
    tries: int
    acknowledged: dict[str, int]
    wrong: list[str]
    note: str

    def compared(self, url: str, control: bool = False) -> Trial:
        wrong = [*self.wrong, *untrue_of_the_log(url, self.acknowledged, SIZE)]
        note = "; ".join([self.note, *wrong[:3]])
        goal = "some doubled" if control else "0 lost, 0 doubled"
        return Trial(self.name, goal, self.tries, len(wrong), control, note)


def _gone(engine: str, server: ServerProcess, tries: int) -> Heard:
    """Each sends its batch again later, and must hear of the one that it has left."""
    random, acknowledged, wrong, replayed = Random(engine), dict[str, int](), list[str](), 0
    keys = [f"gone-{number}" for number in range(tries)]
    for key in keys:
        abandoned(server.address, key, random.uniform(0, GONE_AFTER_S))
    for key in keys:
        _, answer = sent(server.address, key)
        found = (answer.get("data") or {}).get("record") or {}
        if found.get("__typename") == "Recorded":
            acknowledged[key], replayed = found["position"], replayed + found["replayed"]
        else:
            wrong.append(f"{key}: {answer}"[:300])
    note = f"{replayed} of them were recorded although nobody waited"
    return Heard(f"clients that went away, {engine}", tries, acknowledged, wrong, note)


def _control() -> Trial:
    with empty_log(ENGINES[0]) as url:
        asyncio.run(_open(url))
        with server_process(url) as server:
            heard = _killed("sent again under other keys", server, CONTROL_KILLS, fresh_keys=True)
        return heard.compared(url, control=True)


def _killed(engine: str, server: ServerProcess, kills: int, fresh_keys: bool = False) -> Heard:
    random = Random(engine)
    with writing(server.address, WRITERS, fresh_keys) as writers:
        for _ in range(kills):
            _wait_for_an_answer(writers)
            time.sleep(random.uniform(0, LIVES_S))
            _replace(server)
        _wait_for_an_answer(writers)
        writers.stop()
    note = f"{len(writers.acknowledged):,} batches, {writers.replayed} answered only when sent again"
    return Heard(f"kill -9 under load, {engine}", kills, writers.acknowledged, writers.wrong, note)


def _replace(server: ServerProcess) -> None:
    server.kill()
    server.start()


def _wait_for_an_answer(writers: Writers) -> None:
    before, deadline = len(writers.acknowledged), time.monotonic() + SECONDS_MAX
    while len(writers.acknowledged) == before and time.monotonic() < deadline and not writers.wrong:
        time.sleep(0.005)
