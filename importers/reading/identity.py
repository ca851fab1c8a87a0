"""Which event a line is: an id for those that have none, and whether the log has it already.

Both depend on the content alone. So a file that is imported again adds nothing, however it was cut into batches, and a
file that has grown by a line adds that line.
"""

from domain.events import Event, interchange, publication
from domain.events.event_places import as_reported
from domain.events.identifiers import event_id


def identified(event: Event) -> Event:
    """With an id that follows from its content: two equal lines are one event."""
    if event.id:
        return event
    return event.model_copy(update={"id": event_id(interchange.write(event))})


def dated(event: Event, known_at: str | None) -> Event:
    """Published on `known_at`, a day or a moment, if it does not say when. The id does not change."""
    return event if known_at is None or publication(event) else event.model_copy(update={"published": known_at})


def says_the_same(event: Event, recorded: Event) -> bool:
    """Whether a line has the content of what is recorded, with the ids of places or in the words of the report.

    For a line without `published` it does not matter what an earlier import gave it.
    """
    if not event.published:
        recorded = recorded.model_copy(update={"published": None})
    line = interchange.write(event)
    return line in (interchange.write(recorded), interchange.write(as_reported(recorded)))
