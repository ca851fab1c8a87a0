"""A replay: the world on the first of many days, then on each day only what differs from the day before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.control.state import State
from domain.history import diff
from domain.history.place_history import PlaceHistory, runs


@dataclass(slots=True)
class Frame:
    """One civil day of a replay. `states` and `gone` are in order of place.

    `full`: the first frame, which has every place that exists. Any other has the places whose state differs in
    whatever way from the frame before, those that have come into being, and in `gone` those that exist no longer.
    `claims` are the positions of the claims that speak, for a state or against it, and did not in the frame before.
    """

    day: date
    full: bool
    states: dict[str, State] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    claims: set[int] = field(default_factory=set)


def frames(histories: Iterable[PlaceHistory], days: Sequence[date]) -> list[Frame]:
    """A frame for each of the days, which are in order; the histories are in order of place."""
    result = [Frame(day, full=number == 0) for number, day in enumerate(days)]
    for history in histories:
        before: set[int] = set()
        end = None
        for run in runs(history, days):
            if end not in (None, run.first):
                result[end].gone.append(history.place)
                before = set()
            now, frame = diff.claims(run.state), result[run.first]
            frame.states[history.place] = run.state
            frame.claims |= now - before
            before, end = now, run.end
        if end is not None and end < len(days):
            result[end].gone.append(history.place)
    return result
