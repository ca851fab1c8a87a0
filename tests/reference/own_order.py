"""What the words of one voice about two states say of their order, as the rules take it (DESIGN, SEEN and OWN).

A truthful voice must be content with this reading, or it would mislead: so the worlds of true_worlds.py have no other
voices, and possible_histories.py thinks of no others.
"""

from enum import Enum, auto
from typing import NamedTuple

from domain.values import edtf
from domain.values.interval import Interval


class Word(NamedTuple):
    """What a claim says of time: `occurred`, of a dated change or of a state that was seen."""

    occurred: str
    changed: bool

    @property
    def time(self) -> Interval:
        return edtf.interval(self.occurred)

    @property
    def is_list(self) -> bool:
        """Whether it is of a state seen at the end of a window, to which the turn came in that window."""
        return not self.changed and edtf.is_interval(self.occurred) and not self.time.is_open

    @property
    def is_sight(self) -> bool:
        """Whether it is of a state seen on a single date, and says nothing about when that began."""
        return not self.changed and not self.is_list


class OwnOrder(Enum):
    FIRST = auto()
    """The first of the two came first."""
    SECOND = auto()
    AS_TOLD = auto()
    """Equal or nested dates: what the voice told first came first."""
    APART = auto()
    """The dates do not overlap, and give the order themselves."""


def own_order(first: Word, second: Word) -> OwnOrder:
    a, b = first.time, second.time
    if not a.overlaps(b):
        return OwnOrder.APART
    if first.is_sight and second.is_sight:
        return OwnOrder.FIRST if a.end < b.end else OwnOrder.SECOND
    if a == b:
        return OwnOrder.AS_TOLD
    if b.covers(a):
        return OwnOrder.FIRST if _is_before_what_covers_it(first, second) else OwnOrder.AS_TOLD
    if a.covers(b):
        return OwnOrder.SECOND if _is_before_what_covers_it(second, first) else OwnOrder.AS_TOLD
    return OwnOrder.FIRST if a.end < b.end else OwnOrder.SECOND


def _is_before_what_covers_it(inner: Word, outer: Word) -> bool:
    """Whether the inner state was still seen inside the window of the outer one, or the outer one seen at its end."""
    return not outer.is_sight and (not inner.changed or outer.is_list)
