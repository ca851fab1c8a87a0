"""How long an answer may take, and for whom it is worked out: what nobody waits for is broken off."""

import asyncio
import warnings
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.types import Receive

from api import limits
from service.asking.refusals import ClientError

T = TypeVar("T")

_ending: set[asyncio.Task[Any]] = set()
"""What was broken off and gives back what it holds. Nobody waits for it, and it must not be lost before its end."""


class Deadline(ClientError):
    """The answer would take too long."""

    def __init__(self) -> None:
        super().__init__(
            "DEADLINE",
            f"the answer takes more than {limits.ANSWER_SECONDS_MAX} seconds: ask for fewer places (`within`, `first`) "
            "or fewer days, or for what is known today, which is quicker than what was known earlier",
        )


class ClientGone(ClientError):
    """Nobody waits for the answer any more."""

    def __init__(self) -> None:
        super().__init__("CLIENT_GONE", "the client has gone: nothing more was worked out for it")


def from_now() -> float:
    """By when, on the clock of the event loop, what is asked now must be answered."""
    return asyncio.get_running_loop().time() + limits.ANSWER_SECONDS_MAX


async def in_time(work: Coroutine[Any, Any, T], receive: Receive | None, answer_by: float | None = None) -> T:
    """The result of the work, which is cancelled if it takes too long, or when its client has gone.

    `receive`: of the request, whose body has been read; None where its end cannot be seen. `answer_by`: as `from_now`
    had it when the request came; None: it has just come. Raises Deadline, ClientGone.
    """
    seconds = (from_now() if answer_by is None else answer_by) - asyncio.get_running_loop().time()
    task = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_disconnected(receive)) if receive else None
    try:
        waited_for = {task, gone} if gone else {task}
        await asyncio.wait(waited_for, timeout=max(0, seconds), return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise ClientGone if gone and gone.done() else Deadline
    finally:
        if gone:
            gone.cancel()
        if not task.done():
            _break_off(task)


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _break_off(task: asyncio.Task[Any]) -> None:
    # What graphql-core had still to await of a long list is dropped with it, of which Python would warn line by line.
    warnings.filterwarnings("ignore", "coroutine .* was never awaited", RuntimeWarning)
    task.cancel()
    _ending.add(task)
    task.add_done_callback(_forget)


def _forget(task: asyncio.Task[Any]) -> None:
    _ending.discard(task)
    if not task.cancelled():
        task.exception()  # has been asked for, so that nothing is logged
