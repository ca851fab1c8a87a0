"""What the words of one voice about two states say of their order, as the rules take it (DESIGN, SEEN and OWN).

A truthful voice must be content with this reading, or it would mislead: so the worlds of true_worlds.py have no other
voices, and possible_histories.py thinks of no others.
"""

from enum import Enum, auto
from typing import NamedTuple

from domain.values import edtf
from domain.values.interval import Interval


class Word(NamedTuple):
    """`occurred` of a claim, and whether it is a sight: of a state on a single date."""

    occurred: str
    is_sight: bool

    @property
    def time(self) -> Interval:
        return edtf.interval(self.occurred)


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
    if a.covers(b) or b.covers(a):
        inner_is_first = b.covers(a)
        seen_inside = first.is_sight if inner_is_first else second.is_sight
        if not seen_inside:
            return OwnOrder.AS_TOLD
        return OwnOrder.FIRST if inner_is_first else OwnOrder.SECOND
    return OwnOrder.FIRST if a.end < b.end else OwnOrder.SECOND
