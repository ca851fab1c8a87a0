"""Lists and maps, whose editions each give the whole state on a day: read, sorted, and taken edition by edition."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from importers import limits
from importers.reading.line import Line
from importers.reading.sorting import Sorter
from importers.tables.mapping import Mapping
from importers.tables.snapshot_rows import SnapshotRow, by_edition, snapshot_rows
from service.importing.descriptions import DescriptionRecorder
from service.importing.edition_series import EditionSeries, Elsewhere
from service.importing.place_lookups import PlacesInArea, places_in_areas
from service.importing.recording import Recording
from service.importing.table_editions import LineReader, heed_cancelling


@dataclass(frozen=True, slots=True)
class SnapshotReader:
    """Records a file with one edition or many, whose rows may come in any order."""

    mapping: Mapping
    lines: LineReader

    async def __call__(
        self, name: str, size: int, stream: BinaryIO, recording: Recording, done: Callable[[int], None]
    ) -> None:
        descriptions = DescriptionRecorder(recording)
        with Sorter(heed_cancelling) as sorter:
            inside = await places_in_areas(recording.conn, self.mapping)

            async def take(batch: Sequence[Line]) -> None:
                await descriptions.take(batch)
                for line in batch:
                    # A row whose description was refused is reported now, and must not be counted again.
                    for row in () if recording.is_refused(line.number) else snapshot_rows(line, recording.now):
                        sorter.add(row)

            # Reading is half of the work, comparing the editions the other half.
            await recording.in_batches(self.lines(stream, name, inside, done), take, lambda end: done(end // 2))
            await self._record(_sorted(sorter, size, done), recording, _elsewhere(self.mapping, inside))

    async def _record(self, rows: Iterator[SnapshotRow], recording: Recording, elsewhere: Elsewhere | None) -> None:
        """They come by source: once a source is done, nothing of it is kept."""
        has_unread = recording.result.refused > 0
        series: EditionSeries | None = None
        for (source, day, _), edition in by_edition(rows):
            if series is None or series.source != source:
                series = await EditionSeries.begin(self.mapping, source, recording, elsewhere, has_unread)
            await series.take(day, edition)
            recording.settle()


def _elsewhere(mapping: Mapping, inside: PlacesInArea | None) -> Elsewhere | None:
    area = next((area for area in mapping.areas() if area.elsewhere), None)
    return None if area is None or inside is None else Elsewhere(area.elsewhere or "", inside.all(area))


def _sorted(sorter: Sorter, size: int, done: Callable[[int], None]) -> Iterator[SnapshotRow]:
    for count, row in enumerate(sorter.sorted(), start=1):
        yield row
        if count % limits.BATCH_LINES_MAX == 0 or count == len(sorter):
            done((size + size * count // len(sorter)) // 2)
