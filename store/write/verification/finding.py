"""What is wrong with a stored log, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise


class Code(StrEnum):
    """The kinds of damage. The names are stable: programs read them."""

    PAYLOAD_CHANGED = "PAYLOAD_CHANGED"
    """The text of an event has not the SHA-256 that was stored with it."""
    UNREADABLE = "UNREADABLE"
    """The row, or the text in it, cannot be read as an event."""
    COLUMNS_DIFFER = "COLUMNS_DIFFER"
    """Columns by which an event is found say something else than its text does."""
    POSITION_MISSING = "POSITION_MISSING"
    POSITION_IMPOSSIBLE = "POSITION_IMPOSSIBLE"
    ID_TWICE = "ID_TWICE"
    KEY_TWICE = "KEY_TWICE"
    TAIL_MISSING = "TAIL_MISSING"
    """Something that was written with the last events is there, and they are not."""
    BATCH_MISSING = "BATCH_MISSING"
    BATCHES_OVERLAP = "BATCHES_OVERLAP"
    BATCH_DIFFERS = "BATCH_DIFFERS"
    """An event was recorded at another moment, or by somebody else, than the rest of its batch."""
    TREE_DIFFERS = "TREE_DIFFERS"
    """What was put under the Merkle tree when the event was recorded is not what stands there now."""
    GUARD_MISSING = "GUARD_MISSING"
    GUARD_CHANGED = "GUARD_CHANGED"
    FILE_DAMAGED = "FILE_DAMAGED"
    PROJECTIONS_BEHIND = "PROJECTIONS_BEHIND"
    PROJECTION_DIFFERS = "PROJECTION_DIFFERS"

    @property
    def is_of_projections(self) -> bool:
        """Whether only what is derived from the log is wrong, so that `timeline rebuild` mends it."""
        return self in (Code.PROJECTIONS_BEHIND, Code.PROJECTION_DIFFERS)


@dataclass(frozen=True, slots=True)
class Finding:
    """`position` is the first one concerned; None: the finding is about no event, but about a table or the file."""

    position: int | None
    code: Code
    message: str


@dataclass(slots=True)
class Verification:
    """What was looked at, and what was found: every finding is counted, the first `kept_max` are kept."""

    kept_max: int
    head: int = 0
    """The position at which the log ended."""
    events: int = 0
    batches: int = 0
    count: int = 0
    first_position: int | None = None
    """The lowest position of any finding."""
    log_is_sound: bool = True
    """Whether all findings are about projections."""
    kept: list[Finding] = field(default_factory=list)

    def add(self, position: int | None, code: Code, message: str) -> None:
        self.count += 1
        self.log_is_sound &= code.is_of_projections
        if position is not None:
            self.first_position = position if self.first_position is None else min(self.first_position, position)
        if len(self.kept) < self.kept_max:
            self.kept.append(Finding(position, code, message))

    def add_gaps(self, after: int, positions: Iterable[int]) -> None:
        """What is missing between a position and these, which are in their order."""
        for before, at in pairwise([after, *positions]):
            if at > before + 1:
                is_single = at == before + 2
                message = "there is no event" if is_single else f"there are no events from here to position {at - 1:,}"
                self.add(before + 1, Code.POSITION_MISSING, message)

    @property
    def findings(self) -> list[Finding]:
        """Those kept: about the database as a whole first, then in the order of the log."""
        return sorted(self.kept, key=lambda finding: finding.position or 0)
