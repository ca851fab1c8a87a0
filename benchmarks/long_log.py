"""A log of any length as exported Parquet, without a database: many wars side by side, one file each.

`python -m benchmarks.long_log FOLDER --events 10000000 --places 50000`. The same numbers give the same log. The first
few wars are made up; every further one is one of these under other names, which takes a twentieth of the time.
"""

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from multiprocessing import Pool
from operator import itemgetter
from pathlib import Path
from typing import Any

from pyarrow.parquet import ParquetFile

from benchmarks.seeded_war.shape import Json
from benchmarks.seeded_war.war import War
from domain.events import interchange, target
from service.exporting.export_log_parquet import LogParquet
from service.exporting.whole_file import whole_file
from store.read.entry import Entry, to_row
from store.read.log_columns import NAMES
from store.read.stored_event import digest_of
from store.write.entries import known_since

EVENTS_OF_A_WAR, WARS_MADE_UP = 500_000, 6
RECORDED_AT = datetime(2025, 1, 1, tzinfo=UTC)
_ID = re.compile(r'"((?:correction|retraction|place|source|actor)\.)?((?:c\d{3}|e\d|gazetteer)[-\w]*)"')
"""An id that every war has: those of its countries and all that is theirs, and of its events."""
_columns = itemgetter(*NAMES)


@dataclass(frozen=True)
class Part:
    """One of the wars of a log: its events stand together, after the position `after`."""

    folder: Path
    number: int
    after: int
    war: War

    @property
    def file(self) -> Path:
        return self.folder / f"part-{self.number:04}.parquet"

    def write(self) -> int:
        """Write its file and return how many events it has, registrations among them."""
        return self._write([row] for row in self._rows())

    def write_like(self, other: "Part") -> int:
        """The same with the events of another part, under names of its own."""
        return self._write(
            [self._renamed(other, row) for row in batch.to_pylist()] for batch in ParquetFile(other.file).iter_batches()
        )

    def _renamed(self, other: "Part", row: dict[str, Any]) -> tuple[Any, ...]:
        shift = self.after - other.after
        for name in ("id", "source", "payload"):
            row[name] = row[name] and row[name].replace(f"w{other.number}-", f"w{self.number}-")
        row["position"] += shift
        row["target"] = row["target"] and row["target"] + shift
        row["sha256"] = digest_of(row["payload"])
        return _columns(row)

    def _write(self, chunks: Iterable[list[tuple[Any, ...]]]) -> int:
        with whole_file(self.file) as file:
            parquet, count = LogParquet(file), 0
            for rows in chunks:
                parquet.add(rows)
                count += len(rows)
            parquet.end(self.after + count)
        return count

    def _rows(self) -> Iterator[tuple[Any, ...]]:
        known: dict[str, tuple[int, datetime]] = {}
        records = chain(self.war.registrations(), self.war.news())
        for position, record in enumerate(records, start=self.after + 1):
            event = interchange.read(self._named(record))
            of_target = known.get(target(event) or "")
            since = known_since(event, RECORDED_AT, of_target and of_target[1])
            known[str(event.id)] = position, since
            payload = interchange.write(event)
            yield _columns(
                to_row(Entry(position, event, RECORDED_AT, "war", payload, since, of_target and of_target[0]))
            )

    def _named(self, record: Json) -> str:
        """With ids that no other war of the log has."""
        return _ID.sub(rf'"\1w{self.number}-\2"', json.dumps(record, ensure_ascii=False))


def parts(folder: Path, events: int, places: int) -> Iterator[Part]:
    wars, after = -(-events // EVENTS_OF_A_WAR), 0
    for number in range(wars):
        war = War(events // wars, places // wars, seed=number + 1)
        yield Part(folder, number, after, war)
        after += war.events + sum(1 for _ in war.registrations())


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--events", type=int, default=1_000_000)
    options.add_argument("--places", type=int, default=5_000)
    options.add_argument("--processes", type=int, default=2)
    given = options.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    wars = [*parts(given.folder, given.events, given.places)]
    likened = [(war, wars[war.number % WARS_MADE_UP]) for war in wars[WARS_MADE_UP:]]
    with Pool(given.processes) as pool:
        made_up = sum(pool.imap(Part.write, wars[:WARS_MADE_UP]))
        print(f"{made_up + sum(pool.starmap(Part.write_like, likened)):,} events in {given.folder}")


if __name__ == "__main__":
    main()
