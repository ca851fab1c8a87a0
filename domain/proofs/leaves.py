"""An event as a leaf of the tree: how the log has it, and the digest of its text, in canonical JSON (RFC 8785).

docs/proofs.md gives the form to the byte, for whoever writes a verifier. It may never change: a new form gets a new
number in `leaf`. The text itself is not in it, so that a leaf can be shown where the text is withheld, and neither is
the idempotency key, which may be the name of a file.
"""

import json
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from domain.proofs.hashing import leaf_hash
from domain.values.knowledge import written_moment

FORM = 1
# Neighbours have most of it in common, and every event of a long import comes by here.
_quoted = lru_cache(maxsize=256)(json.JSONEncoder(ensure_ascii=False).encode)
_digest = lru_cache(maxsize=256)(lambda text: sha256(text.encode()).hexdigest())
_written = lru_cache(maxsize=4_096)(written_moment)


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
        return (
            f'{{"batch":{self.batch},"batchSha256":"{self.batch_sha256}","eventSha256":"{self.event_sha256}",'
            f'"keySha256":"{_digest(self.key)}","known":"{_written(self.known)}","leaf":{FORM},'
            f'"position":{self.position},'
            f'"recordedAt":"{_written(self.recorded_at)}","recordedBy":{_quoted(self.recorded_by)}}}'
        )

    @property
    def hash(self) -> bytes:
        return leaf_hash(self.text.encode())
