"""An event as a leaf of the tree: how the log has it, and the digest of its text, in canonical JSON (RFC 8785).

docs/proofs.md gives the form to the byte, for whoever writes a verifier. It may never change: a new form gets a new
number in `leaf`. The text itself is not in it, so that a leaf can be shown where the text is withheld, and neither is
the idempotency key, which may be the name of a file.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from domain.proofs.hashing import leaf_hash
from domain.values.knowledge import written_moment

FORM = 1
_quoted = json.JSONEncoder(ensure_ascii=False).encode
_digest = lru_cache(maxsize=256)(lambda text: sha256(text.encode()).hexdigest())


class Leaf(NamedTuple):
    """How the log has an event. Moments are UTC; `known` is that from which the event counts.

    A batch is named by the position of its first event. `batch_sha256` is the digest of its events as they were handed
    in, `event_sha256` that of the stored text of this event, both in hexadecimal.
    """

    position: int
    recorded_at: datetime
    recorded_by: str
    known: datetime
    batch: int
    key: str
    batch_sha256: str
    event_sha256: str

    @property
    def text(self) -> str:
        """The bytes that are hashed are this in UTF-8."""
        before, between, behind = _around(*self[1:-1])
        return f"{before}{self.event_sha256}{between}{self.position}{behind}"

    @property
    def hash(self) -> bytes:
        return leaf_hash(self.text.encode())


LeafFields = tuple[int, datetime, str, datetime, int, str, str, str]
"""Those of Leaf, in its order."""


def leaf_hashes(leaves: Iterable[LeafFields]) -> list[bytes]:
    """The hash of each, in half the time: every event that is recorded comes by here."""
    made = []
    for position, *common, event_sha256 in leaves:
        before, between, behind = _around(*common)
        made.append(sha256(f"\0{before}{event_sha256}{between}{position}{behind}".encode()).digest())
    return made


# Neighbours have nearly all of it in common.
@lru_cache(maxsize=256)
def _around(
    recorded_at: datetime, recorded_by: str, known: datetime, batch: int, key: str, batch_sha256: str
) -> tuple[str, str, str]:
    """What stands before the digest of the event, between that and its position, and behind."""
    return (
        f'{{"batch":{batch},"batchSha256":"{batch_sha256}","eventSha256":"',
        f'","keySha256":"{_digest(key)}","known":"{written_moment(known)}","leaf":{FORM},"position":',
        f',"recordedAt":"{written_moment(recorded_at)}","recordedBy":{_quoted(recorded_by)}}}',
    )
