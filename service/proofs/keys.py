"""Keys that sign checkpoints (Ed25519), as files of one line in the form of Go's `sumdb/note`.

`cryptography` is imported where it is needed: it comes with the extra `trust`, and only who signs needs it.
"""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Any, Self

from domain.proofs.checkpoints import ED25519, Checkpoint, Note, Signature, check_name, key_id
from domain.values.problems import FieldError

_SECRET = "PRIVATE+KEY+"
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class SigningKey:
    """Signs for the log of its name. `secret` is the seed of the key."""

    name: str
    secret: bytes

    @classmethod
    def generate(cls, name: str) -> Self:
        """A new one. Raises FieldError where there can be no such name, or no keys here."""
        return cls(check_name(name), _ed25519().Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def read(cls, text: str) -> Self:
        """From its file. Raises FieldError."""
        line = text.strip()
        name, _, rest = line.removeprefix(_SECRET).partition("+")
        try:
            given_id, encoded = rest.split("+", 1)
            decoded = b64decode(encoded, validate=True)
        except ValueError:
            raise _no_key() from None
        if not line.startswith(_SECRET) or decoded[:1] != ED25519 or len(decoded) != 1 + _KEY_BYTES:
            raise _no_key()
        key = cls(check_name(name), decoded[1:])
        if key.id.hex() != given_id:
            raise _no_key()
        return key

    @property
    def text(self) -> str:
        """What its file has, and nobody else may see."""
        return f"{_SECRET}{self.name}+{self.id.hex()}+{b64encode(ED25519 + self.secret).decode()}\n"

    @property
    def public(self) -> bytes:
        public: bytes = self._private().public_key().public_bytes_raw()
        return public

    @property
    def id(self) -> bytes:
        return key_id(self.name, self.public)

    @property
    def verifier(self) -> str:
        """What everybody is given, to check what it has signed."""
        return f"{self.name}+{self.id.hex()}+{b64encode(ED25519 + self.public).decode()}"

    def sign(self, size: int, root: bytes) -> Note:
        checkpoint = Checkpoint(self.name, size, root)
        signature = self._private().sign(checkpoint.text.encode())
        return Note(checkpoint, (Signature(self.name, self.id, signature),))

    def has_signed(self, note: Note) -> bool:
        """Whether one of the signatures of a checkpoint is by this key, and right: Ed25519 signs a text in one way."""
        return any(each in note.signatures for each in self.sign(note.checkpoint.size, note.checkpoint.root).signatures)

    def _private(self) -> Any:
        return _ed25519().Ed25519PrivateKey.from_private_bytes(self.secret)


def _ed25519() -> Any:
    try:
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError:
        message = "signing needs cryptography, which is not there: pip install 'conflict-timeline[trust]'"
        raise FieldError("NO_CRYPTOGRAPHY", message) from None
    return ed25519


def _no_key() -> FieldError:
    message = f"holds no key: one line that begins with {_SECRET}, as `timeline checkpoint keygen` writes it"
    return FieldError("NO_KEY", message)
