"""Where the rows of a JSON file are: one per line, in an array, in `features`, or where the caller says."""

import json
import re
from typing import BinaryIO

from domain.events import TYPES
from importers.reading import json_stream
from importers.reading.decoding import BOM

FEATURES = "features.item"
_BEGINNING_BYTES = 65_536
_TYPE = re.compile(rb'"type"\s*:\s*"(\w+)"')


def rows_path(file: BinaryIO, *, of_object: str = "item") -> str | None:
    """The path of the rows as `json_rows.objects` takes it; None for JSON Lines. Leaves the file at its beginning.

    `of_object` is the path in a document that is an object and no FeatureCollection (RFC 7946).
    """
    beginning = file.read(_BEGINNING_BYTES).removeprefix(BOM).lstrip()
    file.seek(0)
    if beginning.startswith(b"["):
        return "item"
    line, _, rest = beginning.partition(b"\n")
    if not _names_features(line) and _is_by_line(line, rest):
        return None
    return FEATURES if _names_features(beginning) else of_object


def unmapped_rows(file: BinaryIO) -> str | None:
    """Where a JSON document has rows that are no events, and so need a mapping; None for events, and for other files.

    Leaves the file at its beginning.
    """
    beginning = file.read(_BEGINNING_BYTES).removeprefix(BOM).lstrip()
    file.seek(0)
    if not beginning.startswith((b"{", b"[")) or rows_path(file) is None:
        return None
    if any(match[1].decode() in TYPES for match in _TYPE.finditer(beginning)):
        return None
    path = next(json_stream.list_paths(file), None)
    file.seek(0)
    return FEATURES if _names_features(beginning) else path


def _names_features(text: bytes) -> bool:
    return b'"FeatureCollection"' in text or b'"features"' in text


def _is_by_line(line: bytes, rest: bytes) -> bool:
    """One object per line (RFC 8142 for features). A single object is a row if it has no lists that may hold rows."""
    if rest.lstrip().startswith(b"{"):
        return line.rstrip().endswith(b"}")
    try:
        first = json.loads(line)
    except (ValueError, RecursionError):
        return False
    if not isinstance(first, dict):
        return False
    return first.get("type") == "Feature" or not any(isinstance(value, dict | list) for value in first.values())
