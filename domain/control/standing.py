"""Which events stand: neither retracted nor replaced by a correction, as far as was known.

An annulment is a correction or a retraction seen as what it does to an earlier event. It is an event itself, and what
it did ends when it is retracted: a retraction of a retraction brings the first event back. It does not end when it is
corrected: the correction of a correction puts another claim in the place of the first correction's, and the event
that was wrong from the start stays replaced. Callers pass the annulments that were known at their coordinates
(`published <= knownOn`, `position <= P`); before it was known, the old claim stands.
"""

from collections.abc import Iterable
from typing import NamedTuple


class Annulment(NamedTuple):
    """The event at `position` says that the one at `target`, always an earlier one, stands no longer."""

    position: int
    target: int
    correction: bool = False


def annulled(annulments: Iterable[Annulment]) -> dict[int, int]:
    """Positions that do not stand, each with the position of the newest annulment that says so."""
    gone: dict[int, int] = {}
    undone: set[int] = set()
    for act in sorted(annulments, reverse=True):
        if act.position not in undone:
            gone.setdefault(act.target, act.position)
            if not act.correction:
                undone.add(act.target)
    return gone
