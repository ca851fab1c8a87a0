"""What a key has signed last, kept beside it: a signer that forgets could sign two histories of one log."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from domain.proofs.checkpoints import Note, read_note
from domain.values.problems import FieldError, Problem, Refused
from service.exporting.whole_file import whole_file
from service.proofs.keys import SigningKey


@dataclass(frozen=True, slots=True)
class Memory:
    """The file KEY.last, beside the key."""

    key: SigningKey
    file: Path

    def last(self) -> Note | None:
        """None: nothing has been signed. Raises Refused where the file is not by this key."""
        try:
            note = read_note(self.file.read_text("utf-8"))
        except FileNotFoundError:
            return None
        except (FieldError, UnicodeDecodeError):
            raise self._not_by_this_key() from None
        if note.checkpoint.origin != self.key.name or not self.key.has_signed(note):
            raise self._not_by_this_key()
        return note

    def keep(self, note: Note) -> None:
        """On disk before anybody sees the signature, so that a crash in between forgets nothing that is out."""
        with whole_file(self.file) as file:
            file.write(note.text.encode())
        folder = os.open(self.file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Two that sign at once would both go on from the same checkpoint. Raises Refused where somebody is at it."""
        with self.file.with_name(f"{self.file.name}.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Refused(Problem((), "SIGNING", "another command signs with this key now: try again")) from None
            yield

    def _not_by_this_key(self) -> Refused:
        message = f"{self.file} is not what this key signed last: put it back from a copy; without it nothing is signed"
        return Refused(Problem((), "MEMORY_DAMAGED", message))


def memory_of(key: SigningKey, file: Path) -> Memory:
    """`file` is that of the key."""
    return Memory(key, file.with_name(f"{file.name}.last"))
