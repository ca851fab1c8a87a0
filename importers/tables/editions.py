"""What an edition of a table adds to the log: nothing, a new event, or a correction of what an earlier edition said.

A row has the same key in every edition. What the log has under that key is a chain: the first event and its
corrections, in order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.events import Event, EventCorrected, content
from domain.events.event_places import as_reported
from domain.values.problems import Problem
from importers.tables.keys import digest


@dataclass(frozen=True, slots=True)
class Version:
    """One event of a chain. `known` is the day from which it counts; `stands` is False once something annuls it."""

    id: str
    event: Event
    known: date
    stands: bool


Chain = Sequence[Version]
"""In the order of the log; the first is the event that has the key as its id."""
REPEATED = None


def addition(event: Event, known: date, chain: Chain) -> Event | Problem | None:
    """The event, if the log has nothing under its key; a correction; REPEATED; or why it cannot be recorded.

    `known` is the vintage of the row: `published`, or today. A correction made by hand stays as long as the table
    itself does not change.
    """
    key = event.id or ""
    if not chain:
        return event
    own = [version for version in chain if version.id == key or version.id.startswith(f"{key}:")]
    same_vintage = {each for version in own if version.known == known for each in _digests(version)}
    before = [version for version in own if version.known <= known]
    if digest(event) in same_vintage or (before and digest(event) in _digests(before[-1])):
        return REPEATED
    if any(version.known > known for version in own):
        newest = max(version.known for version in own)
        message = (
            f"the log has an edition of {newest} of this row ({key}): import editions oldest first. What was loaded "
            "without --known-at counts from the day of its loading: load the archive into another log, with the days"
        )
        return Problem((), "OLDER_EDITION", message)
    standing = [version for version in chain if version.stands]
    if not standing:
        return Problem((), "RETRACTED", f"{key} was retracted: what a newer edition says of it is recorded by hand")
    return correction(event, known, standing[-1].id)


def _digests(version: Version) -> tuple[str, str]:
    """Of its content with the ids of places, and in the words of the report."""
    event = content(version.event)
    return digest(event), digest(as_reported(event))


def correction(event: Event, known: date, corrected: str) -> EventCorrected:
    """Corrects the event with the id `corrected` to what the edition known on that day says."""
    return EventCorrected(
        type="EventCorrected",
        version=1,
        id=f"{event.id}:{known}.{digest(event)[:8]}",
        event=corrected,
        published=event.published,
        source=None if event.TYPE == "SourceRegistered" else event.source,
        replacement=event.model_copy(update={"id": None}),
        reason="a newer edition of the table says otherwise",
        reported={},
    )
