"""Which column of a table names the place, the day, the holder and the source of a row, by its name and its cells."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from importers.reading import plain_text
from importers.tables.guessing import Column, Guess, guessed

_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_PUBLISHER = re.compile(r"publish|source|outlet|media|agency|paper|press|channel|reported.?by|author", re.IGNORECASE)
_NOTE = re.compile(r"note|comment|remark|detail|descri|text|quote", re.IGNORECASE)
_CHANGES = re.compile(r"fell|fallen|captur|seiz|taken|took|gain|overr[au]n|liberat|event", re.IGNORECASE)
_HOLDERS_MAX = 15
ROLES = ("place", "date", "holder", "link", "publisher", "note")
NEEDED = ("place", "date", "holder")


@dataclass(frozen=True, slots=True)
class TableColumns:
    """The columns of a table by what they are for. None: no column is."""

    place: str | None = None
    date: str | None = None
    holder: str | None = None
    link: str | None = None
    publisher: str | None = None
    note: str | None = None
    vintage: str | None = None
    code: str | None = None

    def missing(self) -> list[str]:
        """What a row has to tell and no column is for. A code names the place as well as a name does."""
        return [role for role in NEEDED if not getattr(self, role) and not (role == "place" and self.code)]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table as they are read: columns by name, the cells of each in the order of the rows."""

    names: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]
    guess: Guess

    @classmethod
    def from_rows(cls, rows: Sequence[Mapping[str, Any]]) -> "Table":
        guess = guessed(rows)
        return cls(tuple(column.name for column in guess.columns), tuple(rows), guess)

    def words(self, name: str | None) -> dict[str, int]:
        """The different cells of a column without their footnotes, with the number of rows of each; empty ones left
        out. Upper and lower case are one word, as in a mapping.
        """
        counts: dict[str, tuple[str, int]] = {}
        for row in self.rows if name else ():
            word = plain_text.without_footnotes(plain_text.text(str(row.get(name or "") or ""), []))
            if word and not plain_text.says_nothing(word):
                shown, count = counts.get(word.casefold(), (word, 0))
                counts[word.casefold()] = (shown, count + 1)
        return dict(counts.values())

    def lists_control(self) -> bool:
        """Whether its rows may tell who holds what; otherwise they count people, tell of crossings, or list places."""
        guess = self.guess
        return not (guess.has_areas or guess.days or guess.status or (guess.count and not guess.holder))

    def lists_changes(self) -> bool:
        """Whether the rows seem to tell that places changed hands, rather than who held them."""
        return any(_CHANGES.search(name) for name in self.names)

    def columns(self) -> TableColumns:
        """What the columns seem to be for."""
        guess, free = self.guess, list(self.guess.columns)
        link = _taken(free, (column for column in free if _is_links(column)))
        taken = [column for column in (guess.date, guess.holder, guess.name, guess.code, guess.vintage) if column]
        free = [column for column in free if column not in taken]
        # A short table may have one holder alone.
        holder = _name(guess.holder) or _taken(free, (column for column in free if _may_hold(column)))
        publisher = _taken(free, (column for column in free if _PUBLISHER.search(column.name) and column.cells))
        note = _taken(free, (column for column in free if _NOTE.search(column.name) and column.cells))
        return TableColumns(
            place=_name(guess.name),
            date=_name(guess.date),
            holder=holder,
            link=link,
            publisher=publisher,
            note=note,
            vintage=_name(guess.vintage),
            code=_name(guess.code),
        )


def _taken(free: list[Column], fitting: Iterable[Column]) -> str | None:
    if (column := next(iter(fitting), None)) is None:
        return None
    free.remove(column)
    return column.name


def _is_links(column: Column) -> bool:
    """Mostly addresses: a cell or two may say something else."""
    return 2 * sum(bool(_LINK.match(cell)) for cell in column.cells) > len(column.cells)


def _may_hold(column: Column) -> bool:
    return column.is_called("holder") and 0 < len(column.words()) <= _HOLDERS_MAX and not column.is_number()


def _name(column: Column | None) -> str | None:
    return column.name if column else None
