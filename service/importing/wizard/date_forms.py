"""How the dates of a column are written: what the cells decide, and what somebody has to say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from domain.values.problems import FieldError
from importers.reading import dates

Ways = tuple[str, ...]
"""Forms that fit one cell and give different days."""


@dataclass(slots=True)
class DateForms:
    """`decided` are the forms that a mapping needs, in its own letters; dates as YYYY-MM-DD need none.

    `undecided`: forms between which the cells do not decide, with the first such cell. `unread` fit no form.
    """

    decided: list[str] = field(default_factory=list)
    undecided: dict[Ways, str] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    def with_first(self, ways: Ways, first: str) -> None:
        """Decide: of these forms `first` comes first, and the others count only where other cells need them."""
        self.undecided.pop(ways, None)
        others = [form for form in self.decided if form != first]
        self.decided = [first, *others]


def date_forms(cells: Iterable[str]) -> DateForms:
    """One 13/04/2021 decides how 03/04/2021 is meant, unless there is a 04/13/2021 too."""
    forms, open_cells = DateForms(), dict[Ways, str]()
    for cell in dict.fromkeys(cells):
        if _needs_no_form(cell):
            continue
        ways = _different_ways(cell)
        if not ways:
            forms.unread.append(cell)
        elif len(ways) > 1:
            open_cells.setdefault(ways, cell)
        elif ways[0] not in forms.decided:
            forms.decided.append(ways[0])
    for ways, cell in open_cells.items():
        known = [way for way in ways if way in forms.decided]
        if len(known) == 1:
            forms.with_first(ways, known[0])
        else:
            forms.undecided[ways] = cell
    return forms


def day_by_form(cell: str, form: str) -> str:
    """The day that a cell means, if it is written so: YYYY-MM-DD."""
    return dates.edtf_date(cell, (form,))


def _needs_no_form(cell: str) -> bool:
    try:
        dates.edtf_date(cell, ())
    except FieldError:
        return False
    return True


def _different_ways(cell: str) -> Ways:
    """One form for each day that the cell may mean."""
    by_day: dict[str, str] = {}
    for form in dates.ways_of_writing(cell):
        by_day.setdefault(day_by_form(cell, form), form)
    return tuple(by_day.values())


def likely_first(ways: Sequence[str]) -> str:
    """The day comes first in most of the world."""
    return next((way for way in ways if way.startswith("%d")), ways[0])
