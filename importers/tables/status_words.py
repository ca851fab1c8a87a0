"""Words by which lists of crossings, bridges and airports say whether they can be used, for a draft to be looked at."""

from collections.abc import Sequence

from domain.values.terms import Direction, FacilityStatus

_STATUS = {
    FacilityStatus.OPEN: ("open", "opened", "operational", "operating", "functional", "working", "in operation"),
    FacilityStatus.RESTRICTED: ("restricted", "limited", "partial", "partially open", "partially operational"),
    FacilityStatus.CLOSED: (
        "closed",
        "shut",
        "not operational",
        "non-operational",
        "nonoperational",
        "suspended",
        "not working",
    ),
    FacilityStatus.DESTROYED: ("destroyed", "damaged"),
    FacilityStatus.UNKNOWN: ("unknown", "not known"),
}
_DIRECTION = {
    Direction.INBOUND: ("inbound", "entry", "in"),
    Direction.OUTBOUND: ("outbound", "exit", "out"),
    Direction.BOTH: ("both", "both directions", "two-way"),
}
_STATUS_OF = {word: status for status, words in _STATUS.items() for word in words}
_DIRECTION_OF = {word: direction for direction, words in _DIRECTION.items() for word in words}


def status(word: str) -> FacilityStatus | None:
    """None where it is no such word."""
    return _STATUS_OF.get(word.casefold())


def direction(word: str) -> Direction | None:
    """None where it is no such word."""
    return _DIRECTION_OF.get(word.casefold())


def are_statuses(words: Sequence[str]) -> bool:
    """Whether most of the words of a column say that something can be used or not, and one of them that it can."""
    known = [found for word in words if (found := status(word)) is not None]
    return FacilityStatus.OPEN in known and 2 * len(known) > len(words)


def are_directions(words: Sequence[str]) -> bool:
    return bool(words) and all(direction(word) for word in words)
