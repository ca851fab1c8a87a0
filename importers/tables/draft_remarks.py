"""What a draft leaves out of a table, so that nobody learns later that it was there: sources, ends, columns."""

import json
from collections.abc import Iterator, Sequence

from importers.tables.guessing import Column, Guess

_SHOWN_MAX = 30
_SAYS = {
    "source": "seems to say who says so: all rows have one source here",
    "end": "seems to say until when: nothing ends here",
}


def remarks(guess: Guess, body: Sequence[str]) -> Iterator[str]:
    """Comments on the columns that no line of the draft names."""
    written = "\n".join(line for line in body if not line.startswith("#"))
    left = [column for column in guess.columns if column.cells and not _is_used(column, guess, written)]
    if not left:
        return
    yield ""
    for column in left:
        for what, says in _SAYS.items():
            if column.is_called(what):
                yield f"# ? {_shown(column)} {says}."
    more = f" and {len(left) - _SHOWN_MAX:,} more" if len(left) > _SHOWN_MAX else ""
    yield f"# Left out: {', '.join(map(_shown, left[:_SHOWN_MAX]))}{more}."


def _is_used(column: Column, guess: Guess, written: str) -> bool:
    named_at_the_top = column in guess.days or column in (guess.vintage, guess.until)
    return named_at_the_top or json.dumps(column.name, ensure_ascii=False) in written


def _shown(column: Column) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in column.name)
