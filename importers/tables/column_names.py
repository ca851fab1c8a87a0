"""Which column of a row a mapping means: by name, by one of several names, or by a pattern for names."""

import re
from collections.abc import Iterable
from functools import lru_cache

from importers import limits
from importers.tables.mapping_part import LIKE, nearest


def column_of(columns: tuple[str, ...], row: Iterable[str]) -> str | None:
    """The name that the row has for a column. A name that begins with ~ is a pattern; its first match counts."""
    for wanted in columns:
        if wanted in row:
            return wanted
        if wanted.startswith(LIKE) and (match := next((name for name in row if _is_like(wanted, name)), None)):
            return match
    return None


@lru_cache(10_000)
def _is_like(wanted: str, name: str) -> bool:
    return re.search(wanted.removeprefix(LIKE), name, re.IGNORECASE) is not None


def no_column(columns: tuple[str, ...], row: Iterable[str]) -> str:
    near = next((hint for name in columns if (hint := nearest(name, row))), "")
    return (
        f"there is no column {' or '.join(map(repr, columns))}{near}; there are {listed(row)}. Name the right "
        'one, say optional = true, write a constant as { value = "..." }, the line of the names, header = 3, '
        'or, where no line has them, the names: names = ["place", "date"]'
    )


def listed(columns: Iterable[str]) -> str:
    """The names of the first columns, for a message."""
    names = list(columns)
    there = [name[: limits.SHOWN_CHARS_MAX] for name in names[: limits.COLUMNS_SHOWN_MAX]]
    return ", ".join(there) + (f" and {len(names) - len(there):,} more" if len(names) > len(there) else "")
