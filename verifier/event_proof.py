"""One event by itself: whether a proof file shows that it stands in the log of a signed checkpoint."""

import json
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from verifier.merkle import leaf_hash, root_by_inclusion, roots_by_consistency
from verifier.notes import Checkpoint, exactly

FORMAT = "conflict-timeline/proof/1"


@dataclass(frozen=True)
class ProvedEvent:
    position: int
    event: dict[str, Any]
    leaf: dict[str, Any]


def proved_event(proof: dict[str, Any], checkpoint: Checkpoint) -> ProvedEvent:
    """The event of a proof file. Raises ValueError with the reason where it is not proved."""
    try:
        position, size, text, payload = (proof[name] for name in ("position", "size", "leaf", "payload"))
        leaf: dict[str, Any] = json.loads(text)
        hashes = [hash_of(encoded) for encoded in proof["hashes"]]
        is_whole = proof["format"] == FORMAT and leaf["leaf"] == 1 and type(position) is int and type(size) is int
    except (KeyError, TypeError, AttributeError):
        raise ValueError("the proof lacks something") from None
    if not is_whole or json.dumps(leaf, sort_keys=True, ensure_ascii=False, separators=(",", ":")) != text:
        raise ValueError("the proof has not the form that it should have")
    if size != checkpoint.size:
        raise ValueError(f"the proof is for the log up to {size}, and the checkpoint up to {checkpoint.size}")
    if leaf["position"] != position:
        raise ValueError("the leaf is that of another position")
    if leaf["eventSha256"] != sha256(payload.encode()).hexdigest():
        raise ValueError("the text of the event was changed: its SHA-256 is not the one in the leaf")
    if root_by_inclusion(leaf_hash(text.encode()), position - 1, size, hashes) != checkpoint.root:
        raise ValueError("the hashes do not lead to the root of the checkpoint")
    if proof.get("root") not in (None, b64encode(checkpoint.root).decode()):
        raise ValueError("the proof names another root than the checkpoint")
    return ProvedEvent(position, json.loads(payload), leaf)


def check_consistency(earlier: Checkpoint, later: Checkpoint, encoded: list[str]) -> None:
    """Whether a consistency proof shows that one log begins with the other. Raises ValueError with the reason."""
    hashes = [hash_of(text) for text in encoded]
    if earlier.size > later.size:
        raise ValueError("the earlier checkpoint is of a longer log")
    if earlier.size in (0, later.size):
        if hashes or (earlier.size and earlier.root != later.root):
            raise ValueError("the two checkpoints are not of one log")
        return
    if roots_by_consistency(earlier.size, later.size, earlier.root, hashes) != (earlier.root, later.root):
        raise ValueError("the two checkpoints are not of one log")


def hash_of(encoded: str) -> bytes:
    hash = exactly(encoded)
    if len(hash) != 32:
        raise ValueError("a hash has not the right length")
    return hash
