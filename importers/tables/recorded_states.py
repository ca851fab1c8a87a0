"""What the log has of one place on the day of an edition, and how a newer edition takes it back."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from domain.events import ControlConfirmed, EventCorrected, EventRetracted
from domain.values import knowledge
from importers.tables import editions
from importers.tables.snapshot_rows import State


class RecordedState(NamedTuple):
    """It counts from the moment `known`, and until `ended` where something annuls it then.

    `confirmed`: as one place of a ControlConfirmed. `file`: the name of the file that it was imported from.
    """

    state: State
    known: datetime
    id: str
    ended: datetime | None
    confirmed: bool
    file: str | None = None

    def counts_at(self, moment: datetime) -> bool:
        return self.known <= moment and (self.ended is None or moment < self.ended)


class ReducedConfirmation(NamedTuple):
    """A confirmation from which an edition takes places, because it says otherwise of them from `known` on."""

    id: str
    places: tuple[str, ...]
    known: datetime
    ended: bool
    """Whether something annuls it later already."""

    def without(self, places: Collection[str]) -> "ReducedConfirmation | None":
        """Of the other places only; None where there are none."""
        left = tuple(place for place in self.places if place not in places)
        return self._replace(places=left) if left else None

    def event(self, before: ControlConfirmed) -> EventCorrected | EventRetracted | None:
        """The correction to record; a retraction where no place is left. `before` is what the confirmation says.

        None where it ends later anyway, and nothing of it is left: the newer word counts, of two of one voice.
        """
        left = tuple(place for place in before.places if place not in self.places)
        published, root = knowledge.written(self.known), self.id.partition(":")[0]
        if left:
            kept = before.model_copy(update={"places": left, "id": root, "published": published, "reported": {}})
            number = f"{editions.version_id(kept, self.known, 0)}.{len(left)}"
            return editions.correction(kept, self.id, number)
        return None if self.ended else editions.retraction(self.id, self.known)
