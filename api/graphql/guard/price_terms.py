"""What is priced: maps of places at coordinates, and what a field comes to."""

from enum import Enum
from typing import NamedTuple

from domain.control.aspects import Aspect


class DiffPart(Enum):
    """Under which field of a diff a map is read."""

    FROM = "from"
    TO = "to"
    PLACES = "places"


class Map(NamedTuple):
    """What is read of many places at once: states, or histories where `lasting`. `place`: of this place alone. `part`:
    where it is read under a diff.
    """

    within: str | None = None
    kind: str | None = None
    edition: str = ""
    aspect: Aspect = Aspect.CONTROL
    lasting: bool = False
    place: str | None = None
    part: DiffPart | None = None


class Priced(NamedTuple):
    """`units` of work for each time that the field is asked; `once`, however often, since it is shared; `maps` of a
    snapshot, whose coordinates are those of a field further up.
    """

    units: int = 0
    once: int = 0
    maps: frozenset[Map] = frozenset()


NOTHING = Priced()
