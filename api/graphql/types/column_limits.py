"""What an answer in columns may hold: it has no pages, so it has an end."""

from api import limits
from service.asking.refusals import ClientError


def check_values(rows: int, columns: int, remedy: str) -> None:
    """Raises ClientError where there are too many of the rows. `remedy` says what to ask for instead."""
    rows_max = limits.COLUMN_VALUES_MAX // columns
    if rows > rows_max:
        raise ClientError("TOO_MANY_ROWS", f"the columns have more than {rows_max:,} rows: {remedy}")
