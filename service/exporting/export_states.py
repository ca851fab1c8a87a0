"""A snapshot as a file, written a page at a time: GeoJSON or CSV; export_parquet.py has the third form."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from domain.values.coordinates import Coordinates
from service import json_text
from service.exporting import terms
from service.exporting.csv_text import csv_bytes
from service.exporting.export_log import Progress
from service.exporting.flat_features import COLUMNS, LISTS, Json, Page, page_of
from service.exporting.whole_file import Sink, whole_file
from store.db.connections import Database
from store.read import sources
from store.read.features import Chosen, Feature, count_features

PAGE_PLACES = 1_000
POINT = ("longitude", "latitude")


class Form(Protocol):
    """A file that is being written."""

    def add(self, page: Page) -> None: ...

    def end(self, sources: Sequence[Json]) -> None:
        """`sources` are the terms of all sources of the file."""


class GeoJson:
    """RFC 7946: a FeatureCollection, a feature a line, with members of its own for coordinates and attributions."""

    def __init__(self, file: Sink, snapshot: Json):
        self._file, self._between = file, b""
        self._file.write(b'{"type":"FeatureCollection","snapshot":' + json_text.encode(snapshot))
        self._file.write(b',"features":[\n')

    def add(self, page: Page) -> None:
        for feature in page.features:
            self._file.write(self._between + json_text.encode(page.geojson(feature)))
            self._between = b",\n"

    def end(self, sources: Sequence[Json]) -> None:
        self._file.write(b'\n],"attributions":' + json_text.encode(sources) + b"}\n")


class Csv:
    """RFC 4180, UTF-8. It has no room for the terms of the sources: they go into a table `beside` it, if any."""

    def __init__(self, file: Sink, beside: Path | None):
        self._file, self._beside = file, beside
        self._file.write(csv_bytes([[*COLUMNS, *POINT]]))

    def add(self, page: Page) -> None:
        self._file.write(csv_bytes(_cells(page, feature) for feature in page.features))

    def end(self, sources: Sequence[Json]) -> None:
        if self._beside is not None:
            with whole_file(self._beside) as file:
                file.write(terms_csv(sources))


class Terms:
    """Not the states, but the sources of them with their licences: CSV."""

    def __init__(self, file: Sink):
        self._file = file

    def add(self, page: Page) -> None:
        """The sources of the page come at the end."""

    def end(self, sources: Sequence[Json]) -> None:
        self._file.write(terms_csv(sources))


def terms_csv(sources: Iterable[Json]) -> bytes:
    return csv_bytes([terms.COLUMNS, *([*one.values()] for one in sources)])


def _cells(page: Page, feature: Feature) -> list[Any]:
    values = page.properties(feature)
    cells = ["; ".join(value) if name in LISTS else value for name, value in values.items()]
    return [*cells, feature.place.longitude, feature.place.latitude]


async def write_states(db: Database, at: Coordinates, chosen: Chosen, form: Form, progress: Progress) -> int:
    """Write the places; return how many there are.

    Each page is read in a transaction of its own, all at one position of the log: they agree, whatever is recorded
    meanwhile.
    """
    count, after, named = 0, None, set[str]()
    async with db.read() as conn:
        total = await count_features(conn, at, chosen)
    while count < total:
        async with db.read() as conn:
            page = await page_of(conn, at, chosen, after=after, first=PAGE_PLACES)
        form.add(page)
        named |= page.sources
        count += len(page.features)
        after = page.features[-1].place.id
        progress(count, total)
    async with db.read() as conn:
        form.end(await terms.of_sources(conn, named, at.position))
    return count


async def write_sources(db: Database, file: Sink) -> int:
    """Write all registered sources with their licences; return how many there are."""
    async with db.read() as conn:
        everything = await sources.list_sources(conn, first=await sources.count_sources(conn))
    file.write(terms_csv(map(terms.terms_of, everything)))
    return len(everything)
