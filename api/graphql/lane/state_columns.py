"""Which column of the states each field is read from, and what a number there stands for: no row is made for these."""

from collections.abc import Callable
from typing import Any, NamedTuple

from store.read.kernel.states import CERTAINTY_WORDS, LEVEL_WORDS, MANNER_WORDS, States


class StateColumn(NamedTuple):
    """`read` gives the value that stands for a number of the column."""

    name: str
    read: Callable[[States, int], Any]


HOLDER = StateColumn("holder", lambda states, number: states.holders.words[number])
"""The id of an actor, or of a status."""
_CERTAINTY = StateColumn("certainty", lambda states, number: CERTAINTY_WORDS[number])
STATE_COLUMNS = {
    "level": StateColumn("level", lambda states, number: LEVEL_WORDS[number]),
    "certainty": _CERTAINTY,
    "levelCertainty": StateColumn("level_certainty", _CERTAINTY.read),
    "manner": StateColumn("manner", lambda states, number: MANNER_WORDS[number]),
    "since": StateColumn("since", lambda states, number: states.since(number)),
    "basisCount": StateColumn("basis_count", lambda states, number: number),
    "basisVoices": StateColumn("voices", lambda states, number: number),
}
"""By the field of a state that shows them as they are."""
