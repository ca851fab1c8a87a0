"""Texts with columns in braces: "{Name}, {Raion|Rayon}". A part for which the row has nothing makes another text."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from domain.values.problems import FieldError
from importers.tables.column_names import column_of, no_column

EMPTY_PART = "EMPTY_PART"
_IN_BRACES = re.compile(r"\{([^{}]+)\}")


def filled(template: str, row: Mapping[str, Any], text_of: Callable[[Any], Any], *, is_optional: bool) -> str | None:
    """The text, or None where the row has nothing for any of its parts.

    Raises FieldError (EMPTY_PART) where it has nothing for one of them: the ids of two rows would become one. A part
    may be empty if it says so, `{Country|}`, or if the file lacks its column and `is_optional`.
    """
    parts: list[Any] = []
    missing: list[str] = []

    def fill(braces: re.Match[str]) -> str:
        wanted = braces[1].split("|")
        columns = [column for name in wanted if name and (column := column_of((name,), row)) is not None]
        parts.append(next((text for text in map(text_of, map(row.get, columns)) if text not in (None, "")), None))
        if parts[-1] is None and "" not in wanted and (columns or not is_optional):
            missing.append(braces[1])
        return "" if parts[-1] is None else str(parts[-1])

    text = _IN_BRACES.sub(fill, template)
    if parts and not any(part is not None for part in parts):
        return None
    if missing:
        message = f"the row has nothing for {{{missing[0]}}} of the template {template!r}"
        remedy = f"mend the row, or write {{{missing[0]}|}} where nothing may stand in its place"
        raise FieldError(EMPTY_PART, f"{message}: {remedy}")
    return text


def lacking(template: str, header: Collection[str]) -> Iterator[str]:
    """What is wrong with a template for a table with these columns: parts of which it has no column at all."""
    for braces in _IN_BRACES.finditer(template):
        wanted = tuple(braces[1].split("|"))
        if "" not in wanted and all(column_of((name,), header) is None for name in wanted):
            yield no_column(wanted, header)
