"""The names of the columns of a table: of one line or of several, each name once."""

from collections import Counter
from collections.abc import Iterator, Sequence

HXL_ROWS = 3
"""HXL's tags stand among the first rows below the header."""
TITLES_MAX = 6
"""Lines among which that of the names is looked for."""


def joined(lines: Sequence[Sequence[str]]) -> list[str]:
    """One name a column from the lines of a header, the upper one first: `Persons` above `Men` is `Persons Men`.

    A cell of an upper line stands for the columns to its right too, up to the next that has one: so merged cells are
    saved. What two lines say alike is said once.
    """
    width = max(map(len, lines), default=0)
    spread = [list(_to_the_right(line, width)) for line in lines[:-1]]
    last = [[*(cell.strip() for cell in lines[-1]), *[""] * (width - len(lines[-1]))]] if lines else []
    return [" ".join(dict.fromkeys(filter(None, column))) for column in zip(*spread, *last, strict=True)]


def numbered(columns: Sequence[str]) -> list[str]:
    """Columns of one name get numbers, so that a mapping can name each of them."""
    many = {name for name, count in Counter(columns).items() if name and count > 1}
    seen: Counter[str] = Counter()
    names = []
    for name in columns:
        seen[name] += 1
        names.append(f"{name} ({seen[name]})" if name in many else name)
    return names


def likely_line(filled: Sequence[int]) -> int | None:
    """The line of the names, from 1, where it seems not to be the first: a title has fewer cells.

    `filled` is how many cells of each of the first lines have something in them.
    """
    return filled.index(max(filled)) + 1 if filled and max(filled) > 2 * filled[0] else None


def is_hxl(cells: Sequence[str]) -> bool:
    """Whether a row has HXL's tags (hxlstandard.org): `#adm1+name`."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return all(cell.startswith("#") and cell[1:2].isalpha() for cell in filled)


def _to_the_right(line: Sequence[str], width: int) -> Iterator[str]:
    current = ""
    for at in range(width):
        current = (line[at].strip() if at < len(line) else "") or current
        yield current
