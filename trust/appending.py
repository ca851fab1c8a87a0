"""Events to be recorded while something is made to fail."""

from domain.events import Event, interchange

PLACES = 12
HOLDERS = ("taliban", "government")


def opening() -> list[Event]:
    """The places, actors and the source that the batches name."""
    places = [
        {"type": "PlaceRegistered", "place": f"p-{number}", "kind": "DISTRICT", "names": [{"text": f"Place {number}"}]}
        for number in range(PLACES)
    ]
    actors = [{"type": "ActorRegistered", "actor": holder, "name": holder, "kind": "REBEL_GROUP"} for holder in HOLDERS]
    source = {"type": "SourceRegistered", "source": "desk", "name": "Desk"}
    return [interchange.parse(record) for record in [*places, *actors, source]]


def batch(number: int, size: int = 2) -> list[Event]:
    """Claims of this batch alone: the note says which."""
    return [interchange.parse(_claim(number, index)) for index in range(size)]


def _claim(number: int, index: int) -> dict[str, object]:
    return {
        "type": "ControlAsserted",
        "place": f"p-{(number + index) % PLACES}",
        "holder": HOLDERS[(number // PLACES + index) % len(HOLDERS)],
        "occurred": f"2021-{number % 12 + 1:02}-{index % 28 + 1:02}",
        "source": "desk",
        "note": f"batch {number}, event {index}. {'x' * 300}",
    }
