"""Which right it takes to record an event, whichever way it comes."""

from domain.events.registrations import PlaceChanged
from domain.events.union import Event, EventCorrected, EventRetracted, SealedValueErased, VisibilitySet
from domain.values.access import Act


def act_of(event: Event) -> Act:
    """To add to the log, or to change what is shown of what is there."""
    amending = EventCorrected | EventRetracted | PlaceChanged | SealedValueErased | VisibilitySet
    amends = isinstance(event, amending)
    return Act.AMEND if amends else Act.RECORD
