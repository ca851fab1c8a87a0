"""What the date of a claim must have, beyond being a date."""

from domain.values import edtf
from domain.values.problems import FieldError


def with_an_end(occurred: str) -> str:
    """Refuses an open end: a state is reported up to some date. Raises FieldError."""
    if edtf.interval(occurred).latest is None:
        raise FieldError(
            "OPEN_END", "a state is reported up to some date: give the end, that of the report if no other"
        )
    return occurred
