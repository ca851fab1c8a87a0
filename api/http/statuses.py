"""Which status of HTTP goes with the code of an error that is no fault of the caller, at every door."""

from http import HTTPStatus

UNAVAILABLE = frozenset(
    {
        "DATABASE_UNREACHABLE",
        "DATABASE_NOT_OPENED",
        "DATABASE_BUSY",
        "DATABASE_FULL",
        "DATABASE_READ_ONLY",
        "DATABASE_IO",
        "DATABASE_FORBIDDEN",
        "MIGRATION_NEEDED",
        "NOT_A_STANDBY",
        "AUDIENCE_NOT_FILLED",
        "POSITION_NOT_REACHED",
        "SERVER_BUSY",
        "OUTCOME_UNKNOWN",
        "DEADLINE",
    }
)
"""It may be otherwise later, with or without the operator's help."""
DAMAGED = frozenset({"DAMAGED_ROW", "DAMAGED_PROJECTION", "DATABASE_DAMAGED"})
"""Asking again does not help."""


def status_of_fault(code: str) -> HTTPStatus | None:
    """None where the code is none of these."""
    if code in DAMAGED:
        return HTTPStatus.INTERNAL_SERVER_ERROR
    return HTTPStatus.SERVICE_UNAVAILABLE if code in UNAVAILABLE else None
