"""A connection to PostgreSQL that is cut at the commit, before the server heard of it, meanwhile or afterwards: whoever
records hears what is true of the log, and the same batch sent again is recorded once.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random

from sqlalchemy.engine import make_url

from store.db.connections import Database
from store.db.errors import OutcomeUnknown, StoreError
from store.read import log
from store.write.append import append
from trust.appending import batch, opening
from trust.cut_proxy import Cut, CutProxy
from trust.databases import empty_log, opened
from trust.trial import Trial

TRIES, QUICK_TRIES = 300, 24


def run(quick: bool) -> Iterator[Trial]:
    with empty_log("PostgreSQL") as url:
        yield asyncio.run(_cut(url, QUICK_TRIES if quick else TRIES))


async def _cut(url: str, tries: int) -> Trial:
    random, heard, lies = Random("cut"), Counter[str](), list[str]()
    async with (
        opened(url) as direct,
        CutProxy.before(make_url(url)) as proxy,
        opened(proxy.url.render_as_string(hide_password=False)) as db,
    ):
        await append(db, opening(), key="opening", by="trust", now=datetime.now(UTC))
        for number in range(1, tries + 1):
            before = await _head(direct)
            proxy.next_cut, proxy.stays_away = random.choice([*Cut]), random.random() < 0.5
            answer = await _answer(db, number)
            proxy.next_cut, proxy.is_away = None, False
            after = await _head(direct)
            again = await _answer(db, number)
            heard[answer.code if isinstance(answer, StoreError) else "recorded"] += 1
            if lie := _lie(answer, again, before, after):
                lies.append(lie)
    note = "; ".join([", ".join(f"{count} x {code}" for code, count in heard.most_common()), *lies[:3]])
    return Trial("PostgreSQL cut off at the commit", "every answer true", tries, len(lies), note=note)


async def _answer(db: Database, number: int) -> int | StoreError:
    try:
        return (await append(db, batch(number), key=str(number), by="trust", now=datetime.now(UTC))).last
    except StoreError as error:
        return error


async def _head(db: Database) -> int:
    async with db.read() as conn:
        return (await log.head(conn)).position


def _lie(answer: int | StoreError, again: int | StoreError, before: int, after: int) -> str | None:
    """What is not true of two answers to one batch, where the log ended at `before`, and between them at `after`."""
    if again != before + len(batch(0)):
        return f"sent again it came to {again}"
    if isinstance(answer, OutcomeUnknown):
        return None
    if isinstance(answer, StoreError):
        return f"{answer.code}, as if nothing were stored, and it was" if after > before else None
    return None if answer == after == again else "said to be recorded elsewhere"
