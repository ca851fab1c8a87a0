"""Keys of a vault in the format of age (https://age-encryption.org/v1): whoever has `age` can make and use them too.

`pyrage` is imported where it is needed: it comes with the extra `vault`, and no server needs it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from domain.values.problems import FieldError


@dataclass(frozen=True, slots=True)
class VaultKey:
    """Opens what was sealed to its public half."""

    identity: Any

    @classmethod
    def generate(cls) -> Self:
        """A new one. Raises FieldError where there is no library for it."""
        return cls(age().x25519.Identity.generate())

    @classmethod
    def read(cls, text: str) -> Self:
        """From its file, as `timeline vault keygen` and `age-keygen` write it. Raises FieldError."""
        library = age()
        try:
            [line] = _lines(text)
            return cls(library.x25519.Identity.from_str(line))
        except (ValueError, library.IdentityError):
            message = "holds no key: one line that begins with AGE-SECRET-KEY-1, as `timeline vault keygen` writes it"
            raise FieldError("NO_KEY", message) from None

    @property
    def text(self) -> str:
        """What its file has, and nobody else may see."""
        return f"# public key: {self.public}\n{self.identity}\n"

    @property
    def public(self) -> str:
        """What seals, and opens nothing."""
        return str(self.identity.to_public())


def public_keys(text: str) -> Sequence[Any]:
    """Those in a file, one a line: each of their owners will be able to open what is sealed. Raises FieldError."""
    library = age()
    try:
        keys = [library.x25519.Recipient.from_str(line) for line in _lines(text)]
    except library.RecipientError:
        keys = []
    if not keys:
        message = "holds no public key: lines that begin with age1, as `timeline vault keygen` writes them"
        raise FieldError("NO_PUBLIC_KEY", message)
    return keys


def age() -> Any:
    """The library. Raises FieldError."""
    try:
        import pyrage
    except ImportError:
        message = "sealing needs pyrage, which is not there: pip install 'conflict-timeline[vault]'"
        raise FieldError("NO_PYRAGE", message) from None
    return pyrage


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
