"""Sealed values: texts that stand in the log as salted commitments, so that the log never has what they say.

The form is `sealed:` and 64 lower-case hexadecimal digits: the SHA-256 of the salt, 32 random bytes, followed by the
value in UTF-8. The value has the form in which any text enters the log (`domain.values.text.clean`): NFC, without white
space around it.
Whoever has the log alone cannot try guesses, because the salt has 256 bits that are nowhere in it.
"""

import hashlib
import re
from typing import Annotated

from pydantic import StringConstraints

from domain.values.problems import FieldError

PREFIX = "sealed:"
SALT_BYTES = 32
_SHORT_DIGITS = 8
_FORM = rf"{PREFIX}[0-9a-f]{{64}}"
_WITHIN = re.compile(rf"\b{_FORM}(?![0-9A-Za-z])")
_MEANT = re.compile(rf"^\s*{PREFIX}|\b{PREFIX}(?=\S)", re.IGNORECASE)
"""Where somebody seems to have meant a sealed value. A note may well say "the border was sealed: nobody passed"."""

SealedText = Annotated[str, StringConstraints(pattern=f"^{_FORM}$")]
"""A sealed value alone: `sealed:5f0c...`."""


def commitment(value: str, salt: bytes) -> str:
    """What stands in the log for a value. `salt` has SALT_BYTES."""
    return PREFIX + hashlib.sha256(salt + value.encode()).hexdigest()


def is_sealed(text: str) -> bool:
    """Whether the text is a sealed value, and nothing else."""
    return re.fullmatch(_FORM, text) is not None


def check_sealed(text: str) -> str:
    """The text as it is. Raises FieldError where a part of it looks like a sealed value and is none: a name that
    somebody takes for sealed would be recorded for ever.
    """
    for meant in _MEANT.finditer(text):
        begin = meant.end() - len(PREFIX)
        if not _WITHIN.match(text, begin):
            raise FieldError(
                "NOT_SEALED",
                f"has {PREFIX} without the 64 digits of a sealed value after it, and nothing seals it here: "
                "`timeline vault seal` gives the text to write",
            )
    return text


def sealed_within(text: str) -> list[str]:
    """The sealed values in a text, each once, in their order."""
    return [*dict.fromkeys(_WITHIN.findall(text))]


def short_sealed(text: str) -> str:
    """The text as people read it: each sealed value in it by its first digits, `sealed (5f0c1a2b)`."""
    if PREFIX not in text:
        return text
    return _WITHIN.sub(lambda form: f"sealed ({form[0][len(PREFIX) :][:_SHORT_DIGITS]})", text)
