"""A replay: the world on the first of many days, then on each day only what differs from the day before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from domain.control.state import State
from domain.history import diff
from domain.history.place_history import PlaceHistory, Run, runs


@dataclass(slots=True)
class Frame:
    """One civil day of a replay. `states`, `statuses` and `gone` are in order of place.

    `full`: the first frame, which has every place that exists. Any other has the places whose state or status differs
    in whatever way from the frame before, those that have come into being, and in `gone` those that exist no longer.
    `states` and `statuses` have the same places. `claims` are the positions of the claims that speak, for a state or
    against it, and did not in the frame before.
    """

    day: date
    full: bool
    states: dict[str, State] = field(default_factory=dict)
    statuses: dict[str, State] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    claims: set[int] = field(default_factory=set)


def frames(
    histories: Iterable[PlaceHistory], days: Sequence[date], statuses: Iterable[PlaceHistory] = ()
) -> list[Frame]:
    """A frame for each of the days, which are in order; the histories are in order of place.

    `statuses` are the histories of the status of the same places, or of none.
    """
    result = [Frame(day, full=number == 0) for number, day in enumerate(days)]
    status_of = {history.place: history for history in statuses}
    for history in histories:
        status = status_of.get(history.place) or replace(history, periods=())
        before: set[int] = set()
        end = None
        for run, status_run in _together(runs(history, days), runs(status, days)):
            if end not in (None, run.first):
                result[end].gone.append(history.place)
                before = set()
            now, frame = diff.claims(run.state) | diff.claims(status_run.state), result[run.first]
            frame.states[history.place] = run.state
            frame.statuses[history.place] = status_run.state
            frame.claims |= now - before
            before, end = now, run.end
        if end is not None and end < len(days):
            result[end].gone.append(history.place)
    return result


def _together(states: Sequence[Run], statuses: Sequence[Run]) -> Iterator[tuple[Run, Run]]:
    """The runs of both over the same days, cut where either begins anew."""
    waiting = iter(statuses)
    status = next(waiting, None)
    for run in states:
        first = run.first
        while first < run.end and status is not None:
            end = min(run.end, status.end)
            yield run._replace(first=first, end=end), status._replace(first=first, end=end)
            first = end
            if status.end == end:
                status = next(waiting, None)
