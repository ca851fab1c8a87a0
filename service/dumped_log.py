"""The log in a file of pg_dump, verified without a server: digests and positions, which is what can be seen there."""

from collections.abc import Callable
from pathlib import Path

from store.db.postgresql_dump import dumped_events
from store.write.verification.finding import Code, Verification
from store.write.verification.verify import KEPT_MAX

_STEP = 1_000


def verified_dump(file: Path, server: int, progress: Callable[[int, int], None]) -> Verification:
    """`server`: major version of the one that it was dumped from. Raises StoreError where the file is damaged."""
    verification = Verification(KEPT_MAX)
    positions = []
    for event in dumped_events(file, server):
        positions.append(event.position)
        if not event.is_whole:
            message = "the text of the event, or its SHA-256, is not the one that was recorded"
            verification.add(event.position, Code.PAYLOAD_CHANGED, message)
        if len(positions) % _STEP == 0:
            progress(len(positions), 0)
    verification.events, verification.head = len(positions), max(positions, default=0)
    verification.add_gaps(0, sorted(positions))
    return verification
