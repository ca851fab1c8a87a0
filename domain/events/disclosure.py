"""Who may open an event at a moment: the newest `VisibilitySet` that names it says so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.events.union import VisibilitySet
from domain.values.knowledge import moment, written_moment
from domain.values.terms import Visibility


@dataclass(frozen=True, slots=True)
class Disclosure:
    """`release_at` (UTC): before it, only those who read the record may open the event; None: there is no embargo."""

    visibility: Visibility
    release_at: datetime | None = None

    def opens_to(self, audience: Visibility, now: datetime) -> bool:
        """Whether an audience may open the event at a moment (aware)."""
        return self.visibility.is_open_to(audience) and (self.release_at is None or self.release_at <= now)


TO_ALL = Disclosure(Visibility.PUBLIC)


def visibility_set(ids: Iterable[str], disclosure: Disclosure) -> VisibilitySet:
    """The event that says so of those with these ids."""
    released = disclosure.release_at and written_moment(disclosure.release_at)
    return VisibilitySet(
        type="VisibilitySet",
        version=1,
        events=tuple(ids),
        visibility=disclosure.visibility,
        release_at=released or None,
        reported={},
    )


def disclosure_by(event: VisibilitySet) -> Disclosure:
    """What an event of the log says of those that it names."""
    return Disclosure(event.visibility, moment(event.release_at) if event.release_at else None)
