"""One event by itself: whether a proof file shows that it stands in the log of a signed checkpoint."""

import json
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from verifier.merkle import leaf_hash, root_by_inclusion, roots_by_consistency
from verifier.notes import Checkpoint, exactly

FORMAT = "conflict-timeline/proof/1"
LEAF = dict.fromkeys(
    ("batchSha256", "eventSha256", "keySha256", "known", "recordedAt", "recordedBy"), str
) | dict.fromkeys(("batch", "leaf", "position"), int)
"""The fields of a leaf, and what each is."""


@dataclass(frozen=True)
class ProvedEvent:
    position: int
    event: dict[str, Any]
    leaf: dict[str, Any]


def proved_event(proof: dict[str, Any], checkpoint: Checkpoint) -> ProvedEvent:
    """The event of a proof file. Raises ValueError with the reason where it is not proved."""
    _check_form(proof)
    position, size, text, payload = (proof[name] for name in ("position", "size", "leaf", "payload"))
    leaf = _leaf(text)
    hashes = [hash_of(encoded) for encoded in proof["hashes"]]
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


def _check_form(proof: dict[str, Any]) -> None:
    if proof.get("format") != FORMAT:
        raise ValueError(f"is not in the format {FORMAT}")
    for name, kind in (("position", int), ("size", int), ("leaf", str), ("payload", str), ("hashes", list)):
        if type(proof.get(name)) is not kind:
            raise ValueError(f"the proof lacks its {name}")
    if not all(isinstance(encoded, str) for encoded in proof["hashes"]):
        raise ValueError("the hashes of the proof are not in Base64")


def _leaf(text: str) -> dict[str, Any]:
    leaf = json.loads(text)
    if not isinstance(leaf, dict) or {name: type(value) for name, value in leaf.items()} != LEAF or leaf["leaf"] != 1:
        raise ValueError("the leaf has not the fields that it should have")
    if json.dumps(leaf, sort_keys=True, ensure_ascii=False, separators=(",", ":")) != text:
        raise ValueError("the leaf is not written as it should be")
    return leaf


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
