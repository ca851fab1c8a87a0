"""A value is sealed and opened: what goes into the log, and what goes into the vault.

The ciphertext is an age file. In it is one JSON object, `{"salt": HEX, "value": TEXT}`, filled up with spaces, so that
its length does not tell how long a name is.
"""

import json
import secrets
from collections.abc import Sequence
from typing import Any, NamedTuple

from domain.values import limits, sealed
from domain.values.problems import FieldError
from domain.values.text import clean
from service.vault.keys import VaultKey, age

BLOCK_BYTES = 1024
"""Whatever is sealed is filled up to a multiple of this."""


class Sealed(NamedTuple):
    """`text` is for events; `ciphertext` for the vault."""

    text: str
    ciphertext: bytes


def seal(value: str, keys: Sequence[Any]) -> Sealed:
    """With a salt of its own: the same value sealed again is another text. `keys` are public. Raises FieldError."""
    value = _accepted(value)
    salt = secrets.token_bytes(sealed.SALT_BYTES)
    record = json.dumps({"salt": salt.hex(), "value": value}, ensure_ascii=False).encode()
    filled = record.ljust(-(-len(record) // BLOCK_BYTES) * BLOCK_BYTES)
    return Sealed(sealed.commitment(value, salt), age().encrypt(filled, list(keys)))


def open_sealed(text: str, ciphertext: bytes, key: VaultKey) -> str:
    """The value of a sealed text, after a look that it is the one that was sealed. Raises FieldError."""
    library = age()
    try:
        record = json.loads(library.decrypt(ciphertext, [key.identity]))
        value, salt = str(record["value"]), bytes.fromhex(record["salt"])
    except library.DecryptError:
        message = (
            "it was sealed to another key, or its file was changed: try the other keys, or another copy of the file"
        )
        raise FieldError("CANNOT_OPEN", message) from None
    except (ValueError, KeyError, TypeError):
        raise _another_value() from None
    if len(salt) != sealed.SALT_BYTES or sealed.commitment(value, salt) != text:
        raise _another_value()
    return value


def _accepted(value: str) -> str:
    """As it would enter the log."""
    value = clean(value)
    if not value:
        raise FieldError("EMPTY", "there is nothing to seal: give a name or a passage")
    if len(value) > limits.NOTE_CHARS_MAX:
        message = f"has {len(value):,} characters, {limits.NOTE_CHARS_MAX:,} at most: shorten it, or seal it in parts"
        raise FieldError("TOO_LONG", message)
    if sealed.is_sealed(value):
        raise FieldError("SEALED_ALREADY", "is a sealed value already: write it into the event as it is")
    return value


def _another_value() -> FieldError:
    message = (
        "what is in its file was not sealed as this value: somebody exchanged it. Look for another copy of the file"
    )
    return FieldError("ANOTHER_VALUE", message)
