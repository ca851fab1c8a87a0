"""Writes that wait for their turn share a transaction, and so one wait for the disk: each keeps an outcome of its own.

They are taken in the order in which they came. What one of them finds is what it would find alone, after those before.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from itertools import islice
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from domain.values.problems import Refused
from store.db import limits
from store.db.connections import Connection, Database
from store.db.errors import OutcomeUnknown

Request = TypeVar("Request")
Result = TypeVar("Result")
Together = Callable[[Connection, Sequence[Request]], Coroutine[Any, Any, Sequence[Result | Exception]]]
"""Does the first of the requests, at least one, in one transaction, and returns the outcome of each that is done.

It raises where one cannot be undone without the others; then each is done alone. What was done before and is asked
for again has the same outcome.
"""


class GroupCommit(Generic[Request, Result]):
    """The writes to every database that wait for their turn."""

    def __init__(self, together: Together[Request, Result]):
        self._together = together
        self._queues: WeakKeyDictionary[Database, _Queue[Request, Result]] = WeakKeyDictionary()

    async def ask(self, db: Database, request: Request) -> Result:
        """The outcome; raises it if it is an error. What was asked for is done even if the caller is cancelled."""
        queue = self._queues.get(db)
        if queue is None or queue.is_of_another_loop:
            queue = self._queues[db] = _Queue()
        waiting = queue.put(request)
        if queue.is_idle:
            queue.task = asyncio.ensure_future(self._drain(db, queue))
        return await asyncio.shield(waiting)

    async def _drain(self, db: Database, queue: "_Queue[Request, Result]") -> None:
        alone = doubtful = 0
        while group := queue.first(1 if alone else limits.GROUP_APPENDS_MAX):
            try:
                outcomes = await self._transact(db, group)
            except Exception as error:
                is_unknown = isinstance(error, OutcomeUnknown)
                if len(group) > 1 or (is_unknown and not doubtful):
                    # Asked for once more, what was committed is found by its key, and what was not is done.
                    alone = max(alone, len(group))
                    doubtful = len(group) if is_unknown else 0
                    continue
                outcomes = [OutcomeUnknown() if doubtful and not isinstance(error, Refused) else error]
            alone, doubtful = max(0, alone - 1), max(0, doubtful - 1)
            queue.settle(outcomes)

    async def _transact(self, db: Database, group: Sequence[Request]) -> Sequence[Result | Exception]:
        async def work(conn: Connection) -> Sequence[Result | Exception]:
            return await self._together(conn, group)

        return await db.transact(work)


class _Queue(Generic[Request, Result]):
    """The writes to one database, of one event loop."""

    def __init__(self) -> None:
        self.task: asyncio.Task[None] | None = None
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[tuple[Request, asyncio.Future[Result]]] = deque()

    @property
    def is_of_another_loop(self) -> bool:
        return self._loop is not asyncio.get_running_loop()

    @property
    def is_idle(self) -> bool:
        return self.task is None or self.task.done()

    def put(self, request: Request) -> asyncio.Future[Result]:
        future: asyncio.Future[Result] = self._loop.create_future()
        future.add_done_callback(_retrieved)
        self._waiting.append((request, future))
        return future

    def first(self, number: int) -> list[Request]:
        return [request for request, _ in islice(self._waiting, number)]

    def settle(self, outcomes: Sequence[Result | Exception]) -> None:
        """The outcomes of the first that wait, which are done."""
        for outcome in outcomes:
            _, future = self._waiting.popleft()
            if isinstance(outcome, Exception):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)


def _retrieved(future: "asyncio.Future[Any]") -> None:
    """Whoever waited may be gone; asyncio need not complain that nobody has seen the error."""
    if not future.cancelled():
        future.exception()
