"""Which right it takes to record an event, whichever way it comes."""

from domain.events.registrations import PlaceChanged
from domain.events.union import Event, EventCorrected, EventRetracted, VisibilitySet
from domain.values.access import Act


def act_of(event: Event) -> Act:
    """To add to the log, or to change what is shown of what is there."""
    amends = isinstance(event, EventCorrected | EventRetracted | PlaceChanged | VisibilitySet)
    return Act.AMEND if amends else Act.RECORD
