"""Which mark a column of numbers uses before its decimals, and which between thousands: 1.250 may be either.

This is decided for a column as a whole: 2.5 says what the point in 1.250 is, and 1.250.000 says otherwise. A cell
decides it for itself alone where there is no column.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

POINT_OR_COMMA = ".,"
ALWAYS_DECIMAL = "٫"
ALWAYS_THOUSANDS = " '’٬"
_OTHER = {".": ",", ",": "."}
_NUMBER = re.compile(r"[+-]?(\d([\d.,٫ '’٬]*\d)?|[.,٫]\d+)")
_GROUPS = re.compile(r"[+-]?\d{1,3}(?:([., '’٬])\d{3})(?:\1\d{3})*")


@dataclass(frozen=True, slots=True)
class NumberMarks:
    """`decimal` and `thousands` are marks, or None where the column does not show them.

    `is_mixed`: the column shows one mark in both uses, so no cell that has a mark can be trusted.
    """

    decimal: str | None = None
    thousands: str | None = None
    is_mixed: bool = False


def stated_marks(decimal: str | None, thousands: str | None) -> NumberMarks | None:
    """The marks that somebody states; of a point and a comma either one tells the other. None where nobody does."""
    if decimal is None and thousands is None:
        return None
    if decimal is None:
        decimal = _OTHER.get(thousands or "")
    return NumberMarks(decimal, thousands or _OTHER.get(decimal or ""))


@dataclass(slots=True)
class MarkEvidence:
    """What the cells of one column, seen one after the other, show of its marks."""

    decimal: set[str] = field(default_factory=set)
    thousands: set[str] = field(default_factory=set)

    def add(self, text: str) -> None:
        """What is no number shows nothing."""
        if not _NUMBER.fullmatch(text):
            return
        marks = [character for character in text if character in POINT_OR_COMMA]
        if not marks:
            return
        last = marks[-1]
        if len(set(marks)) == 2:
            if marks.count(last) == 1:
                self.decimal.add(last)
                self.thousands.update(set(marks) - {last})
        elif len(marks) > 1:
            self.thousands.update({last} if _GROUPS.fullmatch(text) else ())
        elif not is_unclear(text):
            self.decimal.add(last)

    def marks(self) -> NumberMarks:
        if self.decimal & self.thousands or len(self.decimal) > 1 or len(self.thousands) > 1:
            return NumberMarks(is_mixed=True)
        return stated_marks(min(self.decimal, default=None), min(self.thousands, default=None)) or NumberMarks()


def marks_in(texts: Iterable[str]) -> NumberMarks:
    """The marks that these cells show."""
    evidence = MarkEvidence()
    for text in texts:
        evidence.add(text)
    return evidence.marks()


def is_unclear(text: str) -> bool:
    """Whether its one point or comma may be either: 1.250, but neither 0.250 nor 12.25 nor 1 250.375."""
    digits = text.lstrip("+-")
    return re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits) is not None
