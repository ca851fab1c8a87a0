"""A checkpoint: the size and the root of a log, said by somebody by signing them.

The forms are those of C2SP: the text is a tlog-checkpoint, and a signed-note with its signatures; keys are written as
Go's `sumdb/note` writes them. docs/proofs.md shows one.
"""

import binascii
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256

from domain.proofs.hashing import HASH_BYTES
from domain.values import limits
from domain.values.problems import FieldError

ED25519 = b"\x01"
"""The number of the algorithm in key ids and keys."""
KEY_ID_BYTES = 4
NOTE_CHARS_MAX = 100_000
_DASH = "\u2014 "


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """`origin` names the log, `size` is the position up to which it reaches, `root` that of the tree over it."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """What is signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


@dataclass(frozen=True, slots=True)
class Signature:
    """`key_id` are the first four bytes of the digest of the key and of its name."""

    name: str
    key_id: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Note:
    checkpoint: Checkpoint
    signatures: tuple[Signature, ...]

    @property
    def text(self) -> str:
        lines = (f"{_DASH}{each.name} {b64encode(each.key_id + each.signature).decode()}\n" for each in self.signatures)
        return f"{self.checkpoint.text}\n{''.join(lines)}"


def key_id(name: str, public_key: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + ED25519 + public_key).digest()[:KEY_ID_BYTES]


def check_name(name: str) -> str:
    """A name of a key, which is also the origin of its log. Raises FieldError."""
    if not name or "+" in name or not name.isprintable() or any(map(str.isspace, name)):
        message = "a name of a key has no spaces and no +: take the address of the log, such as timeline.example.org/af"
        raise FieldError("BAD_KEY_NAME", message)
    return name


def read_note(text: str) -> Note:
    """A signed checkpoint, to the byte as it was written; signatures are not checked here. Raises FieldError."""
    body, blank, signed = text.partition("\n\n")
    try:
        origin, size, root = body.split("\n")
        note = Note(Checkpoint(origin, int(size), _decoded(root)), tuple(map(_signature, signed.splitlines())))
    except ValueError:
        raise _unreadable() from None
    is_whole = blank and note.signatures and origin and len(note.checkpoint.root) == HASH_BYTES
    if len(text) > NOTE_CHARS_MAX or not is_whole or note.text != text or not 0 <= int(size) <= limits.POSITION_MAX:
        raise _unreadable()
    return note


def _signature(line: str) -> Signature:
    dash, (name, encoded) = line[: len(_DASH)], line[len(_DASH) :].split(" ")
    decoded = _decoded(encoded)
    if dash != _DASH or not name or len(decoded) <= KEY_ID_BYTES:
        raise ValueError
    return Signature(name, decoded[:KEY_ID_BYTES], decoded[KEY_ID_BYTES:])


def _decoded(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except binascii.Error:
        raise ValueError from None


def _unreadable() -> FieldError:
    message = (
        "is no signed checkpoint: three lines (origin, size, root), an empty one, and signatures, as `timeline "
        "checkpoint` writes it"
    )
    return FieldError("NO_CHECKPOINT", message)
