"""Whether a whole exported log is the one of which checkpoints were signed, and where it is not."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from verifier.leaf_file import leaf_hashes
from verifier.log_file import Bad, Line, lines
from verifier.merkle import GrowingTree
from verifier.notes import Checkpoint


def verified_lines(path: Path, checkpoints: Iterable[Checkpoint], leaves: Path | None = None) -> Iterator[Line]:
    """Every event, after a look that it is the one that was recorded. Raises Bad with the first bad position.

    Every inclusion is checked by making the root of each checkpoint of the events themselves; that all of them fit one
    file shows that they are consistent with each other. Consume it to the end: only then everything was checked.
    """
    waiting = sorted(checkpoints, key=lambda checkpoint: checkpoint.size)
    earlier = leaf_hashes(leaves) if leaves else iter(())
    tree, agreed = GrowingTree(), 0
    waiting, agreed = _compared(tree, waiting, agreed)
    for line in lines(path):
        leaf = next(earlier, line.leaf)
        if leaf != line.leaf:
            raise Bad(line.position, "the event, or how it was recorded, is not what the earlier proofs have here")
        tree.add(line.leaf)
        yield line
        waiting, agreed = _compared(tree, waiting, agreed)
    if waiting:
        message = f"the log ends before, and a checkpoint up to position {waiting[-1].size} was signed"
        raise Bad(tree.size + 1, message)
    if next(earlier, None) is not None:
        raise Bad(tree.size + 1, "the log ends before, and the earlier proofs go on")


def _compared(tree: GrowingTree, waiting: list[Checkpoint], agreed: int) -> tuple[list[Checkpoint], int]:
    """The checkpoints that are still to come, and the position up to which the others agree with the log."""
    while waiting and waiting[0].size == tree.size:
        if waiting[0].root != tree.root():
            message = f"something from here to position {tree.size} is not what it was when a checkpoint was signed"
            raise Bad(agreed + 1, message)
        agreed, waiting = tree.size, waiting[1:]
    return waiting, agreed


def check_leaves(path: Path, checkpoints: Iterable[Checkpoint]) -> None:
    """Whether earlier proofs are themselves those of signed checkpoints. Raises Bad."""
    waiting = sorted(checkpoints, key=lambda checkpoint: checkpoint.size)
    tree, agreed = GrowingTree(), 0
    for leaf in leaf_hashes(path):
        waiting, agreed = _compared(tree, waiting, agreed)
        tree.add(leaf)
    _compared(tree, waiting, agreed)
