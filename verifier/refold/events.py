"""The events that count at a position and a time of knowledge, and what each says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from verifier.log_file import Line
from verifier.moments import sortable

ACTS = ("EventCorrected", "EventRetracted")


@dataclass(frozen=True, eq=False)
class Entry:
    """An event of the log. `known` can be compared as text."""

    position: int
    event: dict[str, Any]
    known: str

    @cached_property
    def content(self) -> dict[str, Any]:
        """What it says: of a correction, the replacement."""
        content: dict[str, Any] = self.event["replacement"] if self.event["type"] == ACTS[0] else self.event
        return content


def entry(line: Line) -> Entry:
    return Entry(line.position, line.event, sortable(line.known))


class Events:
    """All up to one position, and those of them that were known by one moment (None: everything)."""

    def __init__(self, entries: Iterable[Entry], known_by: str | None):
        self.recorded = list(entries)
        self.known = [each for each in self.recorded if known_by is None or each.known <= known_by]
        self._by_id = {each.event["id"]: each for each in self.recorded}
        self._acts = _by_target(self.known)
        self._all_acts = _by_target(self.recorded)

    def standing(self) -> list[Entry]:
        """Neither corrected nor retracted, by what was known."""
        return [each for each in self.known if _stands(each, self._acts)]

    def registered(self, *types: str) -> list[Entry]:
        """Registrations have one clock: those that stand at the position, whenever they became known."""
        return [each for each in self.recorded if each.content.get("type") in types and _stands(each, self._all_acts)]

    def first_version(self, each: Entry) -> Entry:
        """What a claim corrects in the end, as far as that is about the state of a place as well."""
        while each.event["type"] == ACTS[0]:
            target = self._by_id[each.event["event"]]
            if not (is_of_control(target.content) or is_of_status(target.content)):
                break
            each = target
        return each

    def original(self, each: Entry) -> Entry:
        """Of a copy the event with the text, in its first version."""
        while copied := each.content.get("copyOf"):
            each = self._by_id[copied]
        return self.first_version(each)


def is_of_control(content: dict[str, Any]) -> bool:
    return content["type"] in ("ControlChanged", "ControlAsserted", "ControlConfirmed")


def is_of_status(content: dict[str, Any]) -> bool:
    return bool(content["type"] == "StatusReported")


def _by_target(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    acts: dict[str, list[Entry]] = {}
    for each in entries:
        if each.event["type"] in ACTS:
            acts.setdefault(each.event["event"], []).append(each)
    return acts


def _stands(each: Entry, acts: dict[str, list[Entry]]) -> bool:
    return not any(_holds(act, acts) for act in acts.get(each.event["id"], ()))


def _holds(act: Entry, acts: dict[str, list[Entry]]) -> bool:
    """What it did ends when it is retracted itself, and not when it is corrected."""
    others = acts.get(act.event["id"], ())
    return not any(other.event["type"] == ACTS[1] and _holds(other, acts) for other in others)
