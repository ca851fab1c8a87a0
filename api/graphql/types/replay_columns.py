"""A replay in columns: all changes of all its frames, with every word written once."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from api.graphql.context import Info
from api.graphql.types.column_limits import check_values
from api.graphql.types.column_scalars import ReplayColumns
from api.graphql.types.known_ids import known
from api.graphql.types.replay import frames_between
from domain.control.aspects import status_held
from domain.control.state import UNKNOWN, State
from domain.history import replay
from domain.values.coordinates import Coordinates
from domain.values.terms import Certainty, ControlLevel, FacilityStatus, PlaceKind

LEVELS, CERTAINTIES, STATUSES = tuple(ControlLevel), tuple(Certainty), tuple(FacilityStatus)
CHANGE_COLUMNS = ("frame", "place", "holder", "level", "certainty", "since", "lastWord", "status", "gone")


class _Change(NamedTuple):
    """A place that differs from the frame before; or is in this frame no longer, and of nobody says anything."""

    frame: int
    place: str
    state: State = UNKNOWN
    status: State = UNKNOWN
    gone: bool = False


async def replay_columns_of(
    info: Info, days: Sequence[date], at: Coordinates, within: str | None, kind: PlaceKind
) -> ReplayColumns:
    frames = await frames_between(info, at, days, await known(info, at.position, within), kind)
    check_changes(sum(len(frame.states) + len(frame.gone) for frame in frames))
    rows = [row for number, frame in enumerate(frames) for row in _changes(number, frame)]
    places = sorted({row.place for row in rows})
    holders = sorted({row.state.holder for row in rows if row.state.holder is not None})
    changes = _columns(rows, days, _numbers(places), _numbers(holders))
    return ReplayColumns({**words(days, places, holders), "changes": changes})


def words(days: Sequence[date], places: Sequence[str], holders: Sequence[str]) -> dict[str, Sequence[str]]:
    """What the changes name by their indexes: the days of the frames, ids of places and actors, words of the terms."""
    return {
        "date": [day.isoformat() for day in days],
        "place": places,
        "holder": holders,
        "level": [level.value for level in LEVELS],
        "certainty": [certainty.value for certainty in CERTAINTIES],
        "status": [status.value for status in STATUSES],
    }


def check_changes(number: int) -> None:
    """Raises ClientError where there are too many."""
    check_values(number, len(CHANGE_COLUMNS), "ask for fewer days, a longer `step`, or `within` a place")


def _changes(number: int, frame: replay.Frame) -> Iterator[_Change]:
    """Those of one frame, in order of place."""
    there = (_Change(number, place, state, frame.statuses[place]) for place, state in frame.states.items())
    gone = (_Change(number, place, gone=True) for place in frame.gone)
    yield from sorted((*there, *gone), key=lambda change: change.place)


def _numbers(ids: Sequence[str]) -> dict[str | None, int]:
    return {id: number for number, id in enumerate(ids)}


def _columns(
    rows: Sequence[_Change], days: Sequence[date], places: dict[str | None, int], holders: dict[str | None, int]
) -> dict[str, list[Any]]:
    last_words = [row.state.last_word(days[row.frame]) for row in rows]
    return {
        "frame": [row.frame for row in rows],
        "place": [places[row.place] for row in rows],
        "holder": [holders.get(row.state.holder) for row in rows],
        "level": [_LEVEL[row.state.level] for row in rows],
        "certainty": [_CERTAINTY[row.state.certainty] for row in rows],
        "since": [row.state.since or None for row in rows],
        "lastWord": [day and day.isoformat() for day in last_words],
        "status": [None if row.status == UNKNOWN else _STATUS[status_held(row.status.holder)] for row in rows],
        "gone": [row.gone for row in rows],
    }


_LEVEL: dict[Any, int] = {level: number for number, level in enumerate(LEVELS)}
_CERTAINTY = {certainty: number for number, certainty in enumerate(CERTAINTIES)}
_STATUS = {status: number for number, status in enumerate(STATUSES)}
