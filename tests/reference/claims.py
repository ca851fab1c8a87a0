"""The one way in which the references and the laws make a `Claim`."""

from datetime import date
from typing import Any

from domain.control.claims import Claim


def make_claim(
    position: int, voice: str, published: date, *, regained: bool = False, copy_of: int | None = None, **fields: Any
) -> Claim:
    """A claim of a voice, known from the end of the day `published`; `fields` are those of `Claim`.

    `regained` and `copy_of` are left out as long as `Claim` has no such fields.
    """
    return Claim(position=position, source=voice, published=published, **fields)
