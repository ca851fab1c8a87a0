"""A checkpoint is signed only of a log that begins with everything that was signed before."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from domain.proofs.checkpoints import Note
from domain.proofs.verification import is_consistent
from domain.values.problems import Problem, Refused
from service.proofs.memory import Memory


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a log says of itself, unsigned: its size and root, and the proof that it begins with an earlier size."""

    size: int
    root: bytes
    proof: tuple[bytes, ...]


Ask = Callable[[int], Awaitable[Claimed]]
"""Asks a log for its state, and for the proof that it begins with its first so many events.

Of a log that is shorter than that, the proof is empty.
"""


async def sign(memory: Memory, ask: Ask) -> Note:
    """The signed checkpoint of the log as it is now; the same as before where nothing was recorded since.

    Raises Refused where the log does not begin with what this key signed before: it was cut off, or restored from an
    old copy and written on, or altered.
    """
    with memory.alone():
        last = memory.last()
        earlier = last.checkpoint.size if last else 0
        claimed = await ask(earlier)
        if last is None:
            pass
        elif claimed.size < earlier:
            raise _inconsistent(
                f"the log ends at position {claimed.size}, and a checkpoint up to {earlier} was signed: everything "
                f"from position {claimed.size + 1} on is missing"
            )
        elif not is_consistent(earlier, last.checkpoint.root, claimed.size, claimed.root, claimed.proof):
            raise _inconsistent(f"something at position {earlier} or before is not what it was when that was signed")
        elif claimed.size == earlier:
            return last
        note = memory.key.sign(claimed.size, claimed.root)
        memory.keep(note)
        return note


def _inconsistent(what: str) -> Refused:
    message = f"{what}; nothing is signed. Keep this log as it is, and compare it with the last backup or export"
    return Refused(Problem((), "INCONSISTENT_LOG", message))
