"""What a reader should know about how an incident was counted, as data: the doors put it into words."""

from dataclasses import dataclass
from enum import StrEnum, auto

from domain.values.number_range import OPEN, NumberRange


class CountNoteKind(StrEnum):
    NOT_ADMITTED = auto()
    DISPUTED = auto()
    PARTS_IN_QUERY = auto()
    PERHAPS_IN_QUERY = auto()
    PARTS_EXCEED_WHOLE = auto()
    PARTS_FALL_SHORT = auto()
    PARTS_NOT_ADDED = auto()
    PERHAPS_DISTINCT = auto()
    PERIOD_AGREES = auto()
    PERIOD_DIFFERS = auto()
    MERGED_WITHOUT_KEY = auto()


@dataclass(frozen=True, slots=True)
class CountNote:
    """`range`: the number that the note is about. `other`: what a period total is compared with.

    `missing`: people of the whole who are in none of its parts.
    """

    kind: CountNoteKind
    range: NumberRange = OPEN
    other: NumberRange = OPEN
    missing: int = 0
