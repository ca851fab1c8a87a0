"""An exported log of any length, written without a database."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from domain.events.log_line import Recorded, write_line
from domain.proofs.leaves import Leaf
from domain.values.knowledge import published_by, written_moment
from service.proofs.keys import SigningKey
from verifier.merkle import GrowingTree

BATCH = 500
PAYLOAD = (
    '{{"type":"ControlAsserted","version":1,"id":"e-{0}","occurred":"2021-06-{1:02}","published":"2021-06-{1:02}",'
    '"source":"asia-plus-2021-06-23","attribution":["scns"],"hedges":[],"place":"af-district-{2}","holder":"taliban",'
    '"level":"CONTROL","note":"the {0}th of them"}}'
)


@dataclass(slots=True)
class LongExport:
    """`checkpoint` is signed when all is written."""

    path: Path
    checkpoint: str = ""

    def write(self, count: int, key: SigningKey) -> None:
        tree = GrowingTree()
        with self.path.open("w", encoding="utf-8") as file:
            for position in range(1, count + 1):
                payload = PAYLOAD.format(position, 1 + position % 28, position % 400)
                leaf = _leaf(position, sha256(payload.encode()).hexdigest(), f"2021-06-{1 + position % 28:02}")
                tree.add(leaf.hash)
                file.write(write_line(payload, _recorded(leaf, count if position == count else None)) + "\n")
        self.checkpoint = key.sign(count, tree.root()).text


def _leaf(position: int, digest: str, published: str) -> Leaf:
    batch = position - (position - 1) % BATCH
    moment = datetime(2021, 7, 1, tzinfo=UTC) + timedelta(seconds=batch, microseconds=batch % 3)
    key = f"import:{b64encode(str(batch).encode()).decode()}"
    batch_digest = sha256(key.encode()).hexdigest()
    return Leaf(position, moment, "importer", published_by(published), batch, key, batch_digest, digest)


def _recorded(leaf: Leaf, head: int | None) -> Recorded:
    return Recorded.model_construct(
        position=leaf.position,
        recorded_at=written_moment(leaf.recorded_at),
        recorded_by=leaf.recorded_by,
        batch=leaf.batch,
        key=leaf.key,
        batch_sha256=leaf.batch_sha256,
        event_sha256=leaf.event_sha256,
        head=head,
    )
