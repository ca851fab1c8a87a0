"""The three hashes of a Merkle tree, as RFC 6962 (2.1) defines them over SHA-256."""

from collections.abc import Iterable
from functools import reduce
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256().digest()
"""The root of a tree without leaves."""


def leaf_hash(leaf: bytes) -> bytes:
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def joined(complete: Iterable[bytes]) -> bytes:
    """The root over complete subtrees that lie side by side, the largest first. Without any: that of an empty tree."""
    hashes = list(complete)
    return reduce(lambda right, left: node_hash(left, right), reversed(hashes)) if hashes else EMPTY_ROOT


def complete_root(hashes: list[bytes]) -> bytes:
    """The root over a power of two of neighbours of one level."""
    while len(hashes) > 1:
        hashes = [node_hash(hashes[at], hashes[at + 1]) for at in range(0, len(hashes), 2)]
    return hashes[0]
