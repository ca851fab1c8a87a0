"""A total that somebody stated: for which days, of what, and by which way of counting."""

from dataclasses import dataclass
from datetime import date

from domain.events import TallyClaimed
from domain.events.references import id_of
from domain.values import edtf
from domain.values.figures import Figure
from domain.values.terms import PlaceKind, TallyBasis


@dataclass(frozen=True, slots=True)
class Window:
    """Civil days, both included, of which the stated total is. `first` None: from the beginning."""

    first: date | None
    last: date

    def touches(self, first: date | None, last: date) -> bool:
        """Whether any of the days from `first` (None: the beginning) to `last` is in it."""
        return (first is None or first <= self.last) and (self.first is None or self.first <= last)

    def holds(self, first: date | None, last: date) -> bool:
        """Whether all of the days from `first` to `last` are in it."""
        return last <= self.last and (self.first is None or (first is not None and self.first <= first))


@dataclass(frozen=True, slots=True)
class Stated:
    """`numerator` places of a kind within a place, of `denominator`, were `holder`'s; no number is changed here."""

    within: str
    kind: PlaceKind
    holder: str | None
    numerator: Figure
    denominator: int | None
    basis: TallyBasis
    window: Window


def stated(said: TallyClaimed, known: date) -> Stated:
    return Stated(
        within=id_of(said.within),
        kind=said.kind,
        holder=said.holder,
        numerator=Figure(*(getattr(said.numerator, name) for name in Figure._fields)),
        denominator=said.denominator,
        basis=said.basis,
        window=window(said, known),
    )


def window(said: TallyClaimed, known: date) -> Window:
    """The widest stretch of days that the reported window may mean.

    "Since May", without an end, ends when it was said: with `occurred`, or where that is open too, on the day from
    which the claim was known.
    """
    told = edtf.bounds(said.window)
    first = told.earliest and told.earliest.date()
    latest = told.latest or edtf.bounds(said.occurred).latest
    last = latest.date() if latest else known
    return Window(first, max(first or last, last))
