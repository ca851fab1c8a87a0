"""What an edition adds to what the log has: nothing, something new, or a correction of what an earlier one said.

A row has one key in every edition. What the log has of it is a chain: the first event and what corrected it, in order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.events import Event, EventCorrected, content
from domain.values.problems import Problem
from importers.reading.identity import as_reported
from importers.tables.keys import digest


@dataclass(frozen=True, slots=True)
class Version:
    """One event of a chain. `known` is the day it counts from; `stands` whether nothing annuls it."""

    id: str
    event: Event
    known: date
    stands: bool


Chain = Sequence[Version]
"""In the order of the log; the first is the event that has the key as its id."""
REPEATED = None


def told(event: Event, known: date, chain: Chain) -> Event | Problem | None:
    """The event, if the log has nothing of it; a correction; REPEATED; or why it cannot be said.

    `known` is the vintage of the row: `published`, or today. A correction by hand that came between stays, as long as
    the table itself says what it said.
    """
    key = event.id or ""
    if not chain:
        return event
    own = [version for version in chain if version.id == key or version.id.startswith(f"{key}:")]
    said = {_said(version) for version in own if version.known == known}
    before = [version for version in own if version.known <= known]
    if digest(event) in {one for pair in said for one in pair} or (before and digest(event) in _said(before[-1])):
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


def _said(version: Version) -> tuple[str, str]:
    """What it says, with the ids of places, and in the words of the report."""
    said = content(version.event)
    return digest(said), digest(as_reported(said))


def correction(event: Event, known: date, of: str) -> EventCorrected:
    """Of the event with this id, by what the edition of that day says."""
    return EventCorrected(
        type="EventCorrected",
        version=1,
        id=f"{event.id}:{known}.{digest(event)[:8]}",
        event=of,
        published=event.published,
        source=None if event.TYPE == "SourceRegistered" else event.source,
        replacement=event.model_copy(update={"id": None}),
        reason="a newer edition of the table says otherwise",
        reported={},
    )
