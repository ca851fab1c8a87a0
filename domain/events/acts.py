"""Which right it takes to record an event, whichever way it comes."""

from domain.events.registrations import PlaceChanged
from domain.events.union import Event, EventCorrected, EventRetracted, SealedValueErased
from domain.values.access import Act


def act_of(event: Event) -> Act:
    """To add to the log, or to put something in the place of what is there, or say that it is erased."""
    amends = isinstance(event, EventCorrected | EventRetracted | SealedValueErased | PlaceChanged)
    return Act.AMEND if amends else Act.RECORD
