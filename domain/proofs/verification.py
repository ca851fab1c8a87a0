"""What a proof proves: the root that follows from it (RFC 9162, 2.1.3.2 and 2.1.4.2)."""

from collections.abc import Sequence

from domain.proofs.hashing import EMPTY_ROOT, node_hash


def included_root(leaf_hash: bytes, leaf: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """The root of the tree of which the proof shows that it has this hash as its leaf, numbered from 0.

    None where the proof is too long or too short for such a tree.
    """
    if not 0 <= leaf < size:
        return None
    index, last, root = leaf, size - 1, leaf_hash
    for sibling in proof:
        if last == 0:
            return None
        if index & 1 or index == last:
            root = node_hash(sibling, root)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            root = node_hash(root, sibling)
        index, last = index >> 1, last >> 1
    return root if last == 0 else None


def is_consistent(earlier: int, earlier_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree with this root begins with all leaves of the earlier one, in their order."""
    if earlier == size:
        return earlier_root == root and not proof
    if earlier == 0:
        return earlier_root == EMPTY_ROOT and not proof
    if not 0 < earlier < size or not proof:
        return False
    return _both_roots(earlier, earlier_root, size, proof) == (earlier_root, root)


def _both_roots(earlier: int, earlier_root: bytes, size: int, proof: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """The earlier and the later root that follow from the proof. None: it is too long or too short."""
    is_power_of_two = not earlier & (earlier - 1)
    first, *rest = [earlier_root, *proof] if is_power_of_two else proof
    index, last = earlier - 1, size - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    before = after = first
    for sibling in rest:
        if last == 0:
            return None
        if index & 1 or index == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            after = node_hash(after, sibling)
        index, last = index >> 1, last >> 1
    return (before, after) if last == 0 else None
