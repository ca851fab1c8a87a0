"""Files as they come out of bad copies: cut off, doubled, shuffled, with bytes flipped; and every reader tried on them.

The same seed gives the same mutation.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import PurePath

from domain.values.problems import FieldError
from domain.values.terms import PlaceKind
from importers.datasets.acled import ACLED
from importers.datasets.ucdp_ged import UCDP_GED
from importers.gazetteer.outlines import simplified
from importers.gazetteer.place_files import rows
from importers.gazetteer.place_listing import ListedPlace, without_duplicates
from importers.gazetteer.place_rows import PlaceRowReader
from importers.gazetteer.reconcile import Reconciler
from importers.reading import jsonl
from importers.tables.areas import Points
from importers.tables.mapped_file import MappedFile
from importers.tables.mapping import Mapping
from importers.tables.mapping_nodes import Inside
from service.importing.draft_mapping import draft_mapping

Mutation = Callable[[random.Random, bytes], bytes]


def _cut(of: random.Random, data: bytes) -> bytes:
    return data[: of.randrange(len(data))]


def _double(of: random.Random, data: bytes) -> bytes:
    begin, end = sorted(of.randrange(len(data) + 1) for _ in range(2))
    return data[:end] + data[begin:]


def _shuffle_lines(of: random.Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    of.shuffle(lines)
    return b"".join(lines)


def _shuffle_bytes(of: random.Random, data: bytes) -> bytes:
    begin = of.randrange(len(data))
    window = list(data[begin : begin + 60])
    of.shuffle(window)
    return data[:begin] + bytes(window) + data[begin + 60 :]


def _flip(of: random.Random, data: bytes) -> bytes:
    made = bytearray(data)
    for _ in range(1 + len(made) // 200):
        made[of.randrange(len(made))] = of.randrange(256)
    return bytes(made)


def _leave_out(of: random.Random, data: bytes) -> bytes:
    begin, end = sorted(of.randrange(len(data) + 1) for _ in range(2))
    return data[:begin] + data[end:]


def _numbers_changed(of: random.Random, data: bytes) -> bytes:
    odd = [b"1e999", b"-1", b"NaN", b"9" * 400, b"0x1F", b"1.2.3", b"null", b"[]", b"{}", b'"', b"\0"]
    digits = [at for at, byte in enumerate(data) if chr(byte).isdigit()] or [0]
    at = of.choice(digits)
    return data[:at] + of.choice(odd) + data[at + 1 :]


MUTATIONS: tuple[Mutation, ...] = (
    _cut,
    _double,
    _shuffle_lines,
    _shuffle_bytes,
    _flip,
    _leave_out,
    _numbers_changed,
    lambda of, data: data + data,
    lambda of, data: data.decode("utf-8", "replace").encode("utf-16")[: of.randrange(len(data) * 2)],
)


def mutated(data: bytes, seed: int) -> bytes:
    of = random.Random(seed)
    for mutate in [MUTATIONS[seed % len(MUTATIONS)], *of.choices(MUTATIONS, k=of.randrange(2))]:
        data = mutate(of, data) or b" "
    return data


def read_by_all(data: bytes, name: str, mapping: Mapping | None = None) -> int:
    """How many lines all readers give of a file. Any exception but those that they promise is a fault of theirs."""
    count = sum(1 for reader in _readers(name, mapping) for _ in reader(BytesIO(data)))
    with suppress(FieldError):
        draft_mapping(BytesIO(data), PurePath(name).name)
    return count


def _readers(name: str, mapping: Mapping | None) -> Iterator[Callable[[BytesIO], Iterator[object]]]:
    yield jsonl.lines
    yield UCDP_GED.lines
    yield ACLED.lines
    yield _places
    if mapping:
        yield lambda stream: MappedFile(mapping).lines(stream, name, _In())


def _places(stream: BytesIO) -> Iterator[object]:
    """A list of places, read and held against an empty gazetteer."""
    entries = without_duplicates(simplified(PlaceRowReader(PlaceKind.DISTRICT, None, "1").places(rows(stream)), 0.01))
    yield from entries
    yield from Reconciler({}, register=True).take([entry for entry in entries if isinstance(entry, ListedPlace)])


class _In:
    """Three places, wherever an area is asked about."""

    def __init__(self) -> None:
        self._points = Points([("a", 30.5, 13.5), ("b", 0.5, 0.5), ("c", 69.0, 36.0)])

    def __call__(self, inside: Inside, geometry: object) -> list[str]:
        return self._points.inside(geometry)
