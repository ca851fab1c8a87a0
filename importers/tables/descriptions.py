"""Descriptions of places, actors and sources, which the rows of a table bring again and again."""

from dataclasses import dataclass, field
from typing import Any

from domain.events import Event, interchange
from importers import limits


@dataclass(slots=True)
class Descriptions:
    """What rows say of places, actors and sources, as events. `name` begins their ids.

    Every row gives its own: whether one before it was accepted is not known while it is read. What stands in many rows
    alike is made an event once.
    """

    name: str
    _made: dict[str, tuple[dict[str, Any], Event]] = field(default_factory=dict)

    def event(self, record: dict[str, Any]) -> Event:
        """Raises Refused."""
        kind = record["type"].removesuffix("Registered").lower()
        id = f"{self.name}/{kind}/{record.get(kind)}"
        made, event = self._made.get(id, (None, None))
        if event is None or made != record:
            event = interchange.parse({"id": id, **record})
            if len(self._made) < limits.DESCRIPTIONS_KEPT_MAX:
                self._made[id] = (record, event)
        return event


def described_names(record: dict[str, Any]) -> list[str]:
    """What a description calls its place, its actor or its source."""
    texts = [name.get("text") for name in record.get("names") or () if isinstance(name, dict)]
    return [text for text in (record.get("name"), *texts) if isinstance(text, str)]
