"""Events for tests, each with as little as it needs. What is not given is left out, and `fields` go in as
they are.

The cast: AF with Kunduz and Imam Sahib, the government and the Taliban, and a neutral source.
"""

from typing import Any

from domain.events import Event
from domain.events.interchange import parse


def event(type: str, **fields: Any) -> Event:
    """From the fields of the interchange format; None leaves one out."""
    return parse({"type": type, **{name: value for name, value in fields.items() if value is not None}})


def place(
    id: str = "af-imam-sahib", /, *names: str, kind: str = "DISTRICT", parent: Any = None, **fields: Any
) -> Event:
    return event("PlaceRegistered", place=id, kind=kind, names=_names(id, names), parent=parent, **fields)


def place_changed(id: str, /, *names: str, kind: str = "DISTRICT", parent: Any = None, **fields: Any) -> Event:
    return event("PlaceChanged", place=id, kind=kind, names=_names(id, names), parent=parent, **fields)


def code(value: str, scheme: str = "ocha-cod-ab", edition: str = "2021-11-17") -> dict[str, str]:
    return {"scheme": scheme, "edition": edition, "code": value}


def actor(id: str = "taliban", /, *, side: str | None = None, kind: str = "REBEL_GROUP", **fields: Any) -> Event:
    return event("ActorRegistered", actor=id, **{"name": id.title(), **fields}, kind=kind, side=side)


def source(id: str = "neutral", /, **fields: Any) -> Event:
    return event("SourceRegistered", source=id, **{"name": id.title(), **fields})


def changed(
    place: Any = "af-imam-sahib", gainer: str | None = "taliban", occurred: str = "2021-06-21", **fields: Any
) -> Event:
    fields.setdefault("source", "neutral")
    fields.setdefault("published", "2021-06-22")
    return parse(_given("ControlChanged", fields) | {"place": place, "gainer": gainer, "occurred": occurred})


def asserted(
    place: Any = "af-imam-sahib", holder: str | None = "taliban", occurred: str = "2021-06-22", **fields: Any
) -> Event:
    fields.setdefault("source", "neutral")
    fields.setdefault("published", "2021-06-23")
    return parse(_given("ControlAsserted", fields) | {"place": place, "holder": holder, "occurred": occurred})


def measured(number: int | dict[str, Any] = 130, occurred: str = "2021-06-21", **fields: Any) -> Event:
    """One value of a series; the number is exact where it is given as one."""
    given = {"place": "af-imam-sahib", "measure": "arrivals", "source": "neutral", "published": "2021-06-22"}
    return event("MeasureReported", occurred=occurred, count=_count(number), **{**given, **fields})


def stated(number: int | dict[str, Any] = 50, window: str = "2021-06-01/2021-06-22", **fields: Any) -> Event:
    """A stated total of the districts of Afghanistan that the Taliban hold at the end of the window."""
    given = {"within": "af", "kind": "DISTRICT", "holder": "taliban", "basis": "NET", "source": "neutral"}
    dates = {"occurred": "2021-06-23", "published": "2021-06-23"}
    return event("TallyClaimed", window=window, numerator=_count(number), **{**given, **dates, **fields})


def confirmed(
    places: Any = ("af-imam-sahib",), holder: str | None = "taliban", occurred: str = "2021-06-22", **fields: Any
) -> Event:
    fields.setdefault("source", "neutral")
    fields.setdefault("published", "2021-06-23")
    return parse(_given("ControlConfirmed", fields) | {"places": [*places], "holder": holder, "occurred": occurred})


def status(place: Any = "af-imam-sahib", status: str = "CLOSED", occurred: str = "2021-06-22", **fields: Any) -> Event:
    """A report on whether a place can be used."""
    fields.setdefault("source", "neutral")
    fields.setdefault("published", "2021-06-23")
    return parse(_given("StatusReported", fields) | {"place": place, "status": status, "occurred": occurred})


def corrected(event_id: str, replacement: Event, **fields: Any) -> Event:
    told = replacement.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return event("EventCorrected", event=event_id, replacement=told, **{"reason": "a slip", **fields})


def retracted(event_id: str, **fields: Any) -> Event:
    return event("EventRetracted", event=event_id, **{"reason": "withdrawn", **fields})


def erased(sealed: str, **fields: Any) -> Event:
    """The tombstone of a sealed value."""
    return event("SealedValueErased", sealed=sealed, **{"reason": "the source asks for it", **fields})


def cast() -> list[Event]:
    """Registrations that most tests begin with."""
    return [
        actor("government", kind="STATE_FORCES", side="government"),
        actor("taliban", side="taliban"),
        source("neutral", reliability="B"),
        source("ministry", reliability="C", affiliation="government"),
        place("af", "Afghanistan", kind="COUNTRY"),
        place("af-kunduz", "Kunduz", kind="PROVINCE", parent="af", codes=[code("AF19")]),
        place("af-imam-sahib", "Imam Sahib", parent="af-kunduz", codes=[code("AF1905")]),
    ]


def _given(type: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": type, **{name: value for name, value in fields.items() if value is not None}}


def _count(number: int | dict[str, Any]) -> dict[str, Any]:
    return {"best": number, "qualifier": "EXACT"} if isinstance(number, int) else number


def _names(id: str, names: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"text": name} for name in names or (id,)]
