"""A batch as it was handed in: its size, its key, and the ids that it gives to events without one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from domain.events import Event, VisibilitySet
from domain.events.disclosure import TO_ALL, Disclosure, visibility_set
from domain.events.identifiers import event_id
from domain.values.limits import LIST_ITEMS_MAX
from domain.values.problems import Problem, Refused
from store.db import limits
from store.read import audiences, imports

Item = TypeVar("Item")
RESERVED = imports.IMPORT, imports.UNDO, audiences.GIVEN
"""How keys begin that say where a batch came from."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What `append` and `dry_run` are asked for: their parameters."""

    events: Sequence[Event]
    key: str
    by: str
    now: datetime
    expected: int | None = None


def check_given_key(key: str) -> None:
    """Raises Refused where the key that a writer gives begins like one of the program itself."""
    reserved = next((prefix for prefix in RESERVED if key.startswith(prefix)), None)
    if reserved:
        message = f"keys that begin with {reserved} are the program's own: give a UUID, or a hash of what you record"
        raise Refused(Problem(("idempotencyKey",), "RESERVED_IDEMPOTENCY_KEY", message))


def check(events: Sequence[Event], key: str) -> None:
    """Raises Refused where the batch is empty or too long, or where the key cannot be one."""
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


def disclosed_as(batch: Batch, disclosure: Disclosure) -> Batch:
    """The batch with who may open its events said in it, where that is not everybody, at once. Of some of them it may
    say that itself.
    """
    if disclosure == TO_ALL:
        return batch
    events = with_ids(batch)
    ids = unsaid(events)
    return replace(
        batch, events=[*events, *(visibility_set(part, disclosure) for part in in_parts(ids, LIST_ITEMS_MAX))]
    )


def unsaid(events: Sequence[Event]) -> list[str]:
    """The ids of those of which none of them says who may open them."""
    said = {id for event in events if isinstance(event, VisibilitySet) for id in (event.id, *event.events)}
    return [event.id for event in events if event.id and event.id not in said]


def in_parts(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """The items in order, so many at a time."""
    return (items[at : at + size] for at in range(0, len(items), size))


def with_ids(batch: Batch) -> list[Event]:
    """An event without an id gets one from the writer and the key of its batch and its index in that: the same in every
    database.
    """
    return [
        event if event.id else event.model_copy(update={"id": event_id(f"{batch.by}\n{batch.key}\n{index}")})
        for index, event in enumerate(batch.events)
    ]
