"""The clock of knowledge as a question sets it: by the day `knownOn`, or by the moment `knownAt`."""

from datetime import date, datetime

from domain.values import knowledge
from domain.values.problems import FieldError
from service.asking.refusals import bad_input


def known_by(on: date | None, at: datetime | None) -> datetime | None:
    """The moment up to which everything known counts; None: no limit. Raises ClientError where both are given."""
    try:
        return knowledge.known_by(on, at)
    except FieldError as error:
        raise bad_input(str(error)) from None
