"""Proofs that an event, or the whole log, is what was published: docs/proofs.md."""

from base64 import b64encode
from collections.abc import Iterable

import strawberry

from api.graphql.context import Info
from api.graphql.types.scalars import Position
from domain.values.access import Act
from service.asking.pins import Pin
from service.asking.refusals import bad_input
from store.read import checkpoints, tree


@strawberry.type
class EventProof:
    """That an event stands in the log of a size as it was recorded: the RFC 6962 inclusion proof of its leaf.

    The SHA-256 of `payload` is in `leaf`; `leafHash` and `hashes` lead to `root`, which a checkpoint of the same size
    has.
    """

    size: Position = strawberry.field(description="The position up to which the log is proved.")
    leaf: str | None = strawberry.field(
        description="How the log has the event, in canonical JSON, with the SHA-256 of its text: what is hashed. It "
        "says who recorded it, and so it is null for those who may not see that."
    )
    leaf_hash: str = strawberry.field(description="The hash of the leaf, in Base64.")
    payload: str = strawberry.field(description="The text of the event, to the byte.")
    hashes: list[str] = strawberry.field(
        description="The hashes beside the way from the leaf to the root, the lowest first, in Base64."
    )
    root: str = strawberry.field(description="The root that follows, in Base64 as checkpoints have it.")


async def event_proof(info: Info, position: int, payload: str, size: int | None) -> EventProof | None:
    reading = info.context.reading
    size = reading.position(size)
    if position > size:
        return None
    leaf, hashes = await reading.proofs.load((size, position))
    root = await reading.roots.load((None, size))
    return EventProof(
        size=Position(size),
        leaf=leaf.text if info.context.caller.may(Act.SEE_WRITERS) else None,
        leaf_hash=_base64(leaf.hash),
        payload=payload,
        hashes=_encoded(hashes),
        root=_base64(root),
    )


async def root_of_log(info: Info, size: int | None) -> str:
    reading = info.context.reading
    return _base64(await reading.roots.load((None, reading.position(size))))


async def consistency_of_log(info: Info, earlier: int, size: int | None) -> list[str]:
    reading = info.context.reading
    size = reading.position(size)
    if earlier > size:
        raise bad_input(f"a log of {size} events does not begin with {earlier}: give the smaller size as `from`")
    return _encoded(await reading.recall(tree.consistency, earlier, size))


async def newest_checkpoint(info: Info) -> str | None:
    # Publishing one does not move the end of the log, by which answers are kept.
    info.context.reading.pins.add(Pin.CALLER)
    note: str | None = await info.context.reading.recall(checkpoints.latest)
    return note


def _encoded(hashes: Iterable[bytes]) -> list[str]:
    return [_base64(hash) for hash in hashes]


def _base64(hash: bytes) -> str:
    return b64encode(hash).decode()
