"""The rows of the table of claims that one event makes. No SQL is spoken here: whoever has a log can make them."""

from datetime import datetime
from typing import Any

from domain.control.aspects import Aspect, held_status
from domain.control.claims import Telling, stakes
from domain.events import ControlChanged, StateClaim, StatusReported
from domain.events.event_places import place_ids
from domain.values.terms import Direction

Row = dict[str, Any]


def rows_of(event: StateClaim, position: int, known: datetime, telling: Telling, copy_of: int | None) -> list[Row]:
    """One for each place; a list may name one place twice, by its name and by its code.

    `telling` is when it was told first: of a correction, when what it corrects was; of most claims their own moment and
    position, which the row does not say twice. `copy_of` is the position at which the text that it repeats was told
    first.
    """
    told, told_at = telling if telling[1] != position else (None, None)
    row = {
        "position": position,
        **_state(event),
        "occurred": event.occurred,
        "known": known,
        "told": told,
        "told_at": told_at,
        "source": event.source,
        "first_utterer": event.attribution[0] if event.attribution else None,
        "credibility": event.credibility,
        "copy_of": copy_of,
    }
    return [{**row, "place": place} for place in sorted(place_ids(event))]


def _state(event: StateClaim) -> Row:
    """What the event says of the place."""
    row: Row = {"changed": False, "loser": None, "manner": None, "regained": False}
    if isinstance(event, StatusReported):
        direction = event.direction or Direction.BOTH
        return row | {"aspect": Aspect.STATUS, "holder": held_status(event.status), "level": direction}
    actors = stakes(event)
    row |= {"aspect": Aspect.CONTROL, "holder": actors.gainer, "loser": actors.loser, "level": event.level}
    if isinstance(event, ControlChanged):
        row |= {"changed": True, "manner": event.manner, "regained": event.regained}
    return row
