"""Files of events that are loaded in parts of a few lines, and what happens between the parts."""

import io
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from typing import Any

import pytest

from domain.events import Event, interchange
from importers import limits
from service.importing.file_report import BadLine, FileReport
from service.importing.loading import File, Loader
from store.db.connections import Database
from tests.support.recording import NOW


class PowerCut(Exception):
    """Nothing goes on from here."""


@contextmanager
def in_parts(lines: int) -> Iterator[None]:
    """Every file of events is recorded in parts of so many lines."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "BATCH_LINES_MAX", lines)
        patch.setattr(limits, "ONE_TRANSACTION_BYTES", 0)
        yield


@contextmanager
def before_transaction(number: int, act: Callable[[], Awaitable[Any]]) -> Iterator[None]:
    """`act` happens before the write transaction with this number, from 0: before that part of a file is recorded."""
    begun, original = [0], Database.transact

    async def transact(self: Database, work: Any) -> Any:
        at, begun[0] = begun[0], begun[0] + 1
        if at == number:
            await act()
        return await original(self, work)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "transact", transact)
        yield


async def cut_off() -> None:
    raise PowerCut


def as_file(lines: Sequence[Event | str], name: str = "events.jsonl") -> File:
    data = "".join(f"{each if isinstance(each, str) else interchange.write(each)}\n" for each in lines).encode()
    return File(name, len(data), lambda: nullcontext(io.BytesIO(data)))


async def load(
    db: Database,
    lines: Sequence[Event | str],
    name: str = "events.jsonl",
    now: datetime = NOW,
    dry_run: bool = False,
) -> tuple[FileReport, list[BadLine]]:
    bad: list[BadLine] = []
    [report] = await Loader("tester", now, dry_run=dry_run, bad_line=bad.append).load(db, [as_file(lines, name)])
    return report, bad
