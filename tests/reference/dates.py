"""Dates moved inside EDTF texts."""

import re
from collections.abc import Callable
from datetime import date

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def moved(occurred: str, move: Callable[[date], date]) -> str:
    """The EDTF text with every whole day in it moved; hours stay."""
    return _DAY.sub(lambda match: str(move(date.fromisoformat(match[0]))), occurred)
