"""What an edition of a table adds to the log: nothing, a new event, or a correction of what an earlier edition said.

A row has the same key in every edition. What the log has under that key are versions, each known from its moment:
the first event, and what later editions and hands made of it. An edition may come late. It is then known from its own
moment until that of the version after it, so that the answers are those of an archive that was loaded in order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.events import Claim, Event, EventCorrected, EventRetracted, content
from domain.events.event_places import as_reported
from domain.values import knowledge
from domain.values.problems import Problem
from importers.tables.keys import digest, stamp


@dataclass(frozen=True, slots=True)
class Version:
    """One event under a key. It counts from the moment `known`, and until `ended` where something annuls it then.

    `file` is the name of the file that it was imported from, None where that is not known. `undone`: that
    import was undone, so that it never counts, and what it said may be recorded again.
    """

    id: str
    event: Event
    known: datetime
    ended: datetime | None = None
    file: str | None = None
    undone: bool = False

    def counts_at(self, moment: datetime) -> bool:
        return self.known <= moment and (self.ended is None or moment < self.ended)


def additions(event: Event, known: datetime, file: str | None, versions: Sequence[Version]) -> list[Event] | Problem:
    """What is to be recorded of a row: nothing, if it is on record; or why it cannot be recorded.

    `known` is the vintage of the row: `published`, or the moment of loading. `versions` are in the order of the log. A
    correction made by hand stays as long as the table itself does not change.
    """
    if not versions:
        return [event]
    key = event.id or ""
    by_time = sorted(versions, key=lambda version: version.known)
    ordered = [version for version in by_time if not version.undone]
    own = _of_table(ordered, key)
    if event.published is None and own:
        known = max(known, own[-1].known)
    earlier = [version for version in own if version.known <= known]
    says = digest(event)
    recorded = [(says in _digests(version), version.file) for version in own if version.known == known]
    if is_recorded(recorded, file) or (earlier and says in _digests(earlier[-1])):
        return []
    current = next((version for version in reversed(ordered) if version.counts_at(known)), None)
    if current is None and earlier:
        message = f"{key} was retracted: what a newer edition says of it is recorded by hand"
        return Problem((), "RETRACTED", message)
    id = version_id(event, known, sum(version.known == known for version in _of_table(by_time, key)))
    added = correction(event, current.id, id) if current else event.model_copy(update={"id": id})
    later = [version.known for version in ordered if version.known > known]
    if later and not isinstance(event, Claim):
        return Problem(
            (), "OLDER_EDITION", f"the log has a newer description of {key}, and keeps no second clock for it"
        )
    ends = [*later, *([current.ended] if current and current.ended else [])]
    return [added, retraction(id, min(ends))] if ends else [added]


def _of_table(versions: Sequence[Version], key: str) -> list[Version]:
    """Those that editions of the table brought, and no hand."""
    return [version for version in versions if version.id == key or version.id.startswith(f"{key}:")]


def is_recorded(recorded: Sequence[tuple[bool, str | None]], file: str | None) -> bool:
    """Whether the edition of a file is on record, among what is of the very same moment: whether each says the same,
    and from which file it is.

    Where only the day is given, a file says again what it said last, and another file is an edition of its own: it
    is later than those on record, unless its name comes before one of theirs.
    """
    if own := [same for same, name in recorded if name == file]:
        return own[-1]
    if not any(same for same, _ in recorded):
        return False
    names = [name for _, name in recorded if name is not None]
    return recorded[-1][0] or file is None or not names or file < max(names)


def _digests(version: Version) -> tuple[str, str]:
    """Of its content with the ids of places, and in the words of the report."""
    event = content(version.event)
    return digest(event), digest(as_reported(event))


def version_id(event: Event, known: datetime, number: int) -> str:
    """The id of what a later edition says under the key of an event: `number` others are of the same moment."""
    marked = f"{digest(event)[:8]}" if number == 0 else f"{digest(event)[:8]}.{number}"
    return f"{event.id}:{stamp(known)}.{marked}"


def correction(event: Event, corrected: str, id: str) -> EventCorrected:
    """Corrects the event with the id `corrected` to what an edition says."""
    return EventCorrected(
        type="EventCorrected",
        version=1,
        id=id,
        event=corrected,
        published=event.published,
        source=None if event.TYPE == "SourceRegistered" else event.source,
        replacement=event.model_copy(update={"id": None}),
        reason="another edition of the table says otherwise",
        reported={},
    )


def retraction(id: str, known: datetime) -> EventRetracted:
    """Ends what an edition says in the event with this id, at the moment at which the next one speaks."""
    return EventRetracted(
        type="EventRetracted",
        version=1,
        id=f"{id}.gone",
        event=id,
        published=knowledge.written(known),
        reason="the next edition says otherwise",
        reported={},
    )
