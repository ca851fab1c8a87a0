"""Merkle trees of RFC 6962 over SHA-256, as the RFC defines them: by halves."""

from hashlib import sha256


def leaf_hash(leaf: bytes) -> bytes:
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


class GrowingTree:
    """The root over leaves that come one after the other; one hash is kept for each binary digit of the size."""

    def __init__(self) -> None:
        self.size = 0
        self._complete: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """The hash of the next leaf."""
        number = self.size
        while number & 1:
            leaf = node_hash(self._complete.pop(), leaf)
            number >>= 1
        self._complete.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        if not self._complete:
            return sha256().digest()
        *rest, root = self._complete
        while rest:
            root = node_hash(rest.pop(), root)
        return root


def root_by_inclusion(leaf: bytes, index: int, size: int, proof: list[bytes]) -> bytes:
    """The root of the tree of `size` leaves in which this is the hash of leaf `index`. Raises ValueError."""
    if not 0 <= index < size:
        raise ValueError("there is no such leaf")
    if size == 1:
        if proof:
            raise ValueError("the proof is too long")
        return leaf
    if not proof:
        raise ValueError("the proof is too short")
    *below, sibling = proof
    left = _left(size)
    if index < left:
        return node_hash(root_by_inclusion(leaf, index, left, below), sibling)
    return node_hash(sibling, root_by_inclusion(leaf, index - left, size - left, below))


def roots_by_consistency(earlier: int, size: int, earlier_root: bytes, proof: list[bytes]) -> tuple[bytes, bytes]:
    """The earlier and the later root that follow from the proof (0 < earlier < size). Raises ValueError."""
    return _both_roots(earlier, size, earlier_root, proof, is_leftmost=True)


def _both_roots(
    earlier: int, size: int, earlier_root: bytes, proof: list[bytes], *, is_leftmost: bool
) -> tuple[bytes, bytes]:
    """Of a subtree: its root over what was there earlier, and that over all of it."""
    if earlier == size:
        if is_leftmost:
            if proof:
                raise ValueError("the proof is too long")
            return earlier_root, earlier_root
        if len(proof) != 1:
            raise ValueError("the proof has a wrong length")
        return proof[0], proof[0]
    if not proof:
        raise ValueError("the proof is too short")
    *below, other = proof
    left = _left(size)
    if earlier <= left:
        before, after = _both_roots(earlier, left, earlier_root, below, is_leftmost=is_leftmost)
        return before, node_hash(after, other)
    before, after = _both_roots(earlier - left, size - left, earlier_root, below, is_leftmost=False)
    return node_hash(other, before), node_hash(other, after)


def _left(size: int) -> int:
    left = 1
    while left * 2 < size:
        left *= 2
    return left
