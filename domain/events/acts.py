"""Which right it takes to record an event, whichever way it comes."""

from domain.events.registrations import PlaceChanged
from domain.events.union import Event, EventCorrected, EventRetracted
from domain.values.access import Act


def act_of(event: Event) -> Act:
    """To add to the log, or to put something in the place of what is there."""
    return Act.AMEND if isinstance(event, EventCorrected | EventRetracted | PlaceChanged) else Act.RECORD
