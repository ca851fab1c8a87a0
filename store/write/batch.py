"""A batch as it was handed in: its key, its digest, and the ids that it gives to events without one."""

import hashlib
from collections.abc import Iterator, Sequence

from domain.events import Event, interchange
from domain.values.problems import Problem, Refused
from store.db import limits


def check(events: Sequence[Event], key: str) -> None:
    """Raises Refused."""
    problems = [*_key_problems(key)]
    if not events:
        problems.append(Problem((), "EMPTY_BATCH", "there is nothing to record: give at least one event"))
    if len(events) > limits.BATCH_EVENTS_MAX:
        message = f"{len(events):,} events, {limits.BATCH_EVENTS_MAX:,} at most: split it, with a key for each part"
        problems.append(Problem((), "BATCH_TOO_LONG", message))
    if problems:
        raise Refused(*problems)


def _key_problems(key: str) -> Iterator[Problem]:
    if not 0 < len(key) <= limits.KEY_CHARS_MAX or not (key.isascii() and key.isprintable()):
        message = f"wants 1 to {limits.KEY_CHARS_MAX} printable ASCII characters: a UUID, or a hash of the file"
        yield Problem(("idempotencyKey",), "BAD_IDEMPOTENCY_KEY", message)


def digest(events: Sequence[Event]) -> str:
    """SHA-256 over the events as they were handed in, before ids and places were filled in."""
    found = hashlib.sha256()
    for event in events:
        found.update(interchange.write(event).encode() + b"\n")
    return found.hexdigest()


def with_ids(events: Sequence[Event], key: str) -> list[Event]:
    """An event without an id gets one from key and index: the same in every database."""
    return [event if event.id else event.model_copy(update={"id": _id(key, i)}) for i, event in enumerate(events)]


def _id(key: str, index: int) -> str:
    return "e-" + hashlib.sha256(f"{key}\n{index}".encode()).hexdigest()[:24]
