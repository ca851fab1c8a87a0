"""Nobody can tell an event that he may not open from none."""

import asyncio
import random
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import httpx2
from structlog.testing import capture_logs

from api.app import create_app
from api.settings import Settings
from domain.events import Event
from domain.events.disclosure import TO_ALL, Disclosure
from domain.values.terms import Visibility
from store.read import audiences
from store.write.append import append
from store.write.batch import Batch, disclosed_as
from tests.support.asking import RECORDED, Api
from tests.support.builders import cast, changed
from tests.support.everything_asked import everything_asked
from trust.trial import Trial

HIDDEN = Disclosure(Visibility.SEALED)
TIMED = '{ log { head } asOf(date: "2021-06-30") { places { totalCount nodes { level } } } }'
LOWEST, HIGHEST = 0.45, 0.55
"""Between which an attacker's AUC lies who does not know more than by chance."""


@dataclass
class Server:
    api: Api
    folder: Path
    has_audiences: bool

    async def record(self, events: Sequence[Event], disclosure: Disclosure) -> None:
        """Recorded, and given to whom may open it; where there are no audiences, everybody may."""
        record = self.api.app.state.logs.record
        batch = Batch(events, f"{events[0].id}", "desk", RECORDED)
        batch = disclosed_as(batch, disclosure) if self.has_audiences else batch
        head = (await append(record.db, batch.events, key=batch.key, by=batch.by, now=batch.now)).last
        while self.has_audiences:
            async with record.db.read() as conn:
                if min((await audiences.reached(conn)).values()) >= head:
                    return
            await asyncio.sleep(0.005)


@asynccontextmanager
async def server(has_audiences: bool) -> AsyncIterator[Server]:
    """With a few districts that everybody may know of."""
    with tempfile.TemporaryDirectory() as folder, capture_logs():
        urls: dict[str, Any] = {"database_url": f"sqlite:///{folder}/record.db"}
        if has_audiences:
            urls["public_database_url"] = f"sqlite:///{folder}/public.db"
        app = create_app(Settings(fold_processes=0, **urls), clock=lambda: RECORDED)
        async with app.router.lifespan_context(app):
            same: Any = {"transport": httpx2.ASGITransport(app=app), "headers": {"X-Request-ID": "trial"}}
            async with httpx2.AsyncClient(base_url="http://127.0.0.1", **same) as client:
                it = Server(Api(app, client), Path(folder), has_audiences)
                await it.record([*cast(), changed(id="public-1")], TO_ALL)
                yield it


def hidden_events(draw: random.Random) -> list[Event]:
    days = [f"2021-06-{draw.randint(1, 30):02}" for _ in range(draw.randint(1, 5))]
    return [changed(id=f"kestrel-{draw.random()}", occurred=day, published=day, note="kestrel") for day in days]


async def _answers_that_differ(tries: int, *, has_audiences: bool) -> tuple[int, int]:
    """How many answers were compared, and how many were others once something had been recorded that is withheld."""
    draw, asked, other = random.Random(1), 0, 0
    async with server(has_audiences) as it:
        before = await everything_asked(it.api)
        for _ in range(tries):
            await it.record(hidden_events(draw), HIDDEN)
            after = await everything_asked(it.api)
            asked += len(after)
            other += sum(one != another for one, another in zip(before, after, strict=True))
    return asked, other


async def _files_with_a_word(tries: int) -> int:
    """How many files of the log of the public have a word of what is withheld."""
    draw, found = random.Random(2), 0
    async with server(True) as it:
        for _ in range(tries):
            await it.record(hidden_events(draw), HIDDEN)
            found += sum(b"kestrel" in file.read_bytes() for file in it.folder.glob("public.*"))
    return found


async def _auc_of_timing(pairs: int, questions: int) -> float:
    """Of somebody who guesses by how long answers take which of two servers withholds something."""
    draw, seconds = random.Random(1), (list[float](), list[float]())
    for _ in range(pairs):
        async with AsyncExitStack() as running:
            both = [await running.enter_async_context(server(True)) for _ in range(2)]
            with_hidden = draw.randrange(2)
            for _ in range(10):
                await both[with_hidden].record(hidden_events(draw), HIDDEN)
            for _ in range(questions):
                for number in draw.sample(range(2), 2):
                    begun = perf_counter()
                    await both[number].api.client.post("/graphql", json={"query": TIMED})
                    seconds[number == with_hidden].append(perf_counter() - begun)
    return auc(*seconds)


def auc(without: Sequence[float], beside: Sequence[float]) -> float:
    """How often one of the second is larger than one of the first (Mann and Whitney's U, as a share)."""
    ordered = sorted([*((each, 0) for each in without), *((each, 1) for each in beside)])
    ranks = sum(rank for rank, (_, is_beside) in enumerate(ordered, 1) if is_beside)
    return (ranks - len(beside) * (len(beside) + 1) / 2) / (len(without) * len(beside))


def run(quick: bool) -> Iterator[Trial]:
    tries = 3 if quick else 60
    same = asyncio.run(_answers_that_differ(tries, has_audiences=True))
    yield Trial("answers to strangers, something withheld or nothing", "the same to the byte: AUC 0.5", *same)
    open_to_all = asyncio.run(_answers_that_differ(1, has_audiences=False))
    yield Trial("the same recorded for all", "others", *open_to_all, control=True)
    yield Trial("files of the log of the public", "no word", tries, asyncio.run(_files_with_a_word(tries)))
    if not quick:
        found = asyncio.run(_auc_of_timing(pairs=8, questions=400))
        is_wrong = not LOWEST <= found <= HIGHEST
        goal = f"AUC from {LOWEST} to {HIGHEST}"
        yield Trial("guesses by how long answers take", goal, 6_400, int(is_wrong), note=f"{found:.3f}")
