"""What a claim about the state of a place is about: who holds it, or whether it can be used.

Both go through one resolution. A claim about the status has the status where a claim of control has the holder, None
for UNKNOWN, and the direction where that has the level.
"""

from enum import StrEnum

from domain.values.terms import ControlLevel, Direction, FacilityStatus


class Aspect(StrEnum):
    """The two sides of the state of a place, each with claims and periods of its own."""

    CONTROL = "control"
    """Who holds it."""
    STATUS = "status"
    """Whether it can be used: a border crossing point, a bridge, an airport or a base."""


Level = ControlLevel | Direction
"""How firmly a place is held; of a status, the direction that it is about."""

LEVELS: dict[str, Level] = {level.value: level for level in (*ControlLevel, *Direction)}


def held_status(status: FacilityStatus) -> str | None:
    """What stands for the holder in a claim about the status."""
    return None if status is FacilityStatus.UNKNOWN else status.value


def status_held(holder: str | None) -> FacilityStatus:
    """The status that stands for the holder: UNKNOWN where there is none, or where it is in dispute."""
    return FacilityStatus.UNKNOWN if holder is None else FacilityStatus(holder)


def direction_held(level: Level) -> Direction | None:
    """The direction that stands for the level; None where no claim gives one, or it is in dispute."""
    return level if isinstance(level, Direction) else None


def control_held(level: Level) -> ControlLevel:
    """The level of a state of control. Only there is it one."""
    assert isinstance(level, ControlLevel), "a state of control, and not a status"
    return level
