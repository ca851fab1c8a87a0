"""Tables loaded in this process, each example of a property into a world of its own within one database."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from itertools import count
from typing import Any

import pytest

from domain.events import Event
from domain.values.coordinates import Coordinates
from domain.values.knowledge import known_by
from importers import limits
from importers.tables.mapping import read
from service.importing import recording
from service.importing.file_report import BadLine, FileReport
from service.importing.loading import File, Loader
from service.importing.readers import Readers
from store.db import limits as store_limits
from store.db.connections import Database
from store.read import log, snapshot
from store.read.entry import Entry
from store.read.snapshot import State
from store.write.append import append_on
from tests.support.builders import actor, source
from tests.support.properties import sharing_fixtures
from tests.support.recording import record

NOW = datetime(2021, 12, 1, tzinfo=UTC)
EXAMPLES = sharing_fixtures(12)
_worlds = count()


@dataclass
class World:
    """A table and its places, which share nothing with those of the other worlds of the database.

    `@` in the mapping, and in what is loaded, stands for the prefix of its names.
    """

    db: Database
    mapping: str
    prefix: str = field(default_factory=lambda: f"w{next(_worlds)}")
    problems: list[BadLine] = field(default_factory=list)
    begun: int = 0

    async def begin(self, *places: Event) -> "World":
        found = await record(self.db, actor(self.named("a")), actor(self.named("b")), source(self.prefix), *places)
        self.begun = found.last
        return self

    def named(self, name: str) -> str:
        return f"{self.prefix}-{name}"

    async def load(self, *texts: str, known_at: date | None = None, ending: str = "csv") -> list[FileReport]:
        """Each text is a file. Raises AssertionError where a row is lost: neither recorded nor told of."""
        mapping = read(self._here(self.mapping).encode())
        reader = Readers(known_at=known_at and known_at.isoformat()).by_mapping(mapping)
        files = [self._file(f"{number}.{ending}", text, reader) for number, text in enumerate(texts)]
        self.problems = []
        found = await Loader("tester", NOW, bad_line=self.problems.append).load(self.db, files)
        for one in found:
            fates = (one.new, one.repeated, one.corrected, one.confirmed, one.skipped, one.refused)
            assert one.read == sum(fates), one
        return found

    def _here(self, text: str) -> str:
        return text.replace("@", self.prefix)

    def _file(self, name: str, text: str, reader: Any) -> File:
        data = self._here(text).encode()
        return File(name, len(data), partial(nullcontext, io.BytesIO(data)), reader, tolerant=True)

    async def entries(self) -> list[Entry]:
        """What the tables brought."""
        mine = f"{self.prefix}/"
        return [one async for one in log.stream(self.db, self.begun) if (one.event.id or "").startswith(mine)]

    async def payloads(self) -> set[str]:
        """Every payload, with the names that this world gives its own taken out, in the digests of ids as well."""
        found = (one.payload.replace(self.prefix, "@") for one in await self.entries())
        return {re.sub(r":(\d{4}-\d\d-\d\d)\.[0-9a-f]{8}", r":\1", one) for one in found}

    async def states(self, places: Sequence[str], days: Iterable[date], known_on: date | None) -> dict[Any, State]:
        """By place and day."""
        found: dict[Any, State] = {}
        async with self.db.read() as conn:
            head = (await log.head(conn)).position
            for day in days:
                at = Coordinates(day, known_by(known_on, None), head)
                told = await snapshot.states(conn, at, place_ids=[self.named(place) for place in places])
                found |= {(one.place_id.removeprefix(f"{self.prefix}-"), day): one.state for one in told}
        return found


@contextmanager
def cut(lines_max: int, events_max: int = 5_000) -> Iterator[None]:
    """Files are read, and events appended, in batches of this size."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "BATCH_LINES_MAX", lines_max)
        patch.setattr(store_limits, "BATCH_EVENTS_MAX", events_max)
        yield


@contextmanager
def crash(at: int) -> Iterator[list[int]]:
    """The append with this number, from 0, fails in its middle: what it wrote is in the transaction already."""
    appended, original = [], append_on

    async def failing(*words: Any, **options: Any) -> Any:
        found = await original(*words, **options)
        appended.append(at)
        if len(appended) > at:
            raise OSError("the disk is gone")
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recording, "append_on", failing)
        yield appended


def csv(header: str, rows: Sequence[Sequence[Any]]) -> str:
    return "\n".join([header, *(",".join(map(str, row)) for row in rows), ""])
