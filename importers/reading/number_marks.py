"""Numbers in a table that says how they are written: which mark begins the fraction, and which parts the thousands."""

import re
from dataclasses import dataclass

from domain.values.problems import FieldError
from importers import limits

_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]")


@dataclass(frozen=True, slots=True)
class Marks:
    """`decimal` begins the fraction; `thousands` stands between groups of three digits, "" where nothing does."""

    decimal: str
    thousands: str = ""

    def whole(self, text: str) -> int:
        """Raises FieldError for what is written in another way, or has a fraction."""
        number = self.number(text)
        if isinstance(number, int):
            return number
        raise FieldError(
            "NOT_A_WHOLE_NUMBER", f"{text!r} is no whole number, decimal = {self.decimal!r}: mend the cell"
        )

    def number(self, text: str) -> int | float:
        """12.345,5 with "," and "." is 12345.5. Raises FieldError for what is written in another way."""
        plain = _SPACES.sub(" ", text.strip())
        group = re.escape(self.thousands)
        whole = rf"\d{{1,3}}(?:{group}\d{{3}})+|\d+" if self.thousands else r"\d+"
        match = re.fullmatch(rf"([+-]?)({whole})(?:{re.escape(self.decimal)}(\d+))?", plain, re.ASCII)
        if match is None or len(plain) > limits.SHOWN_CHARS_MAX:
            shown = repr(text[: limits.SHOWN_CHARS_MAX])
            thousands = f", thousands = {self.thousands!r}" if self.thousands else " and no thousands"
            message = f"{shown} is no number with decimal = {self.decimal!r}{thousands}: mend the cell or the mapping"
            raise FieldError("NOT_A_NUMBER", message)
        sign, digits, fraction = match.groups()
        digits = digits.replace(self.thousands, "") if self.thousands else digits
        if fraction and fraction.strip("0"):
            return float(f"{sign}{digits}.{fraction}")
        return int(f"{sign}{digits}")
