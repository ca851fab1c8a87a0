"""Why a place may be what a reported name means, and why somebody has to look, as data: the doors put it into words."""

from enum import StrEnum, auto
from typing import NamedTuple


class MatchReasonKind(StrEnum):
    """Of equally good likenesses the last in alphabetical order is given."""

    MORE_WORDS = auto()
    SAME_NAME = auto()
    SOUNDS_ALIKE = auto()
    TRANSLATED = auto()
    WORDS_REORDERED = auto()
    BRACKETS_TELL_APART = auto()
    RIVALS = auto()
    NOT_ALIKE_ENOUGH = auto()
    NOT_ALIKE_ENOUGH_AMONG_MANY = auto()
    TOO_SHORT_AMONG_MANY = auto()


class MatchReason(NamedTuple):
    """`number`: of rivals, or of the places above which a gazetteer is large. `part`: the part of the name compared."""

    kind: MatchReasonKind
    number: int = 0
    part: str | None = None
