"""Which event a line is: an id for those that have none, and whether the log has it already.

Both look at what is said, and at nothing else. So a file that is imported again adds nothing, in whatever way it was
cut into batches, and a file to which a line was added adds that line.
"""

from datetime import date
from typing import Any

from domain.events import Event, interchange, known_from
from domain.events.identifiers import event_id


def identified(event: Event) -> Event:
    """With an id that follows from what the event says: two lines that say the same are one event."""
    if event.id:
        return event
    return event.model_copy(update={"id": event_id(interchange.write(event))})


def dated(event: Event, known_at: date | None) -> Event:
    """Published on that day, where it does not say itself when. Its id stays that of what it says."""
    return event if known_at is None or known_from(event) else event.model_copy(update={"published": known_at})


def says_the_same(told: Event, recorded: Event) -> bool:
    """Whether a line tells what is recorded, be it with the ids of places or in the words of the report.

    One that does not say when it was published says the same whatever day it was given in another loading.
    """
    if not told.published:
        recorded = recorded.model_copy(update={"published": None})
    line = interchange.write(told)
    return line in (interchange.write(recorded), interchange.write(as_reported(recorded)))


def as_reported(event: Event) -> Event:
    """The event before its places were resolved: the codes and names that were given, where any were."""
    given: dict[str, Any] = {"reported": {}}
    for name, alias in event.place_fields():
        value = getattr(event, name)
        if isinstance(value, tuple):
            given[name] = tuple(event.reported.get(f"{alias}.{i}", place) for i, place in enumerate(value))
        else:
            given[name] = event.reported.get(alias, value)
    if (replacement := getattr(event, "replacement", None)) is not None:
        given["replacement"] = as_reported(replacement)
    return event.model_copy(update=given)
