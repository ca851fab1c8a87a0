"""The tables of the log: every event, every batch in which events were recorded, and the report of every import.

Triggers (migrations/) refuse every change to them. Dates are local civil days of the place, moments are UTC.
"""

from datetime import date, datetime

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from store.db.columns import Utc, exact_field, position_field


class EventRow(SQLModel, table=True):
    """One event of the log. `payload` is the exact text, `sha256` its digest; the other columns are for finding it."""

    __tablename__ = "event"
    __table_args__ = (
        Index("event_by_type", "type", "position"),
        Index("event_by_source", "source", "position"),
    )

    position: int = position_field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    id: str = exact_field(unique=True)
    type: str
    version: int
    recorded_at: datetime = Field(sa_type=Utc)
    recorded_by: str = Field(sa_type=Text)
    published: str | None
    """A day or a moment, as it was given."""
    known: datetime = Field(sa_type=Utc)
    """The moment from which the event is known: domain/values/knowledge.py."""
    earliest: date | None
    latest: date | None
    """First and last day that `occurred` may mean; null is an open end, or no `occurred` at all."""
    occurred: str | None
    source: str | None = exact_field(nullable=True)
    target: int | None = position_field(nullable=True)
    """Position of the event that this one corrects or retracts."""
    payload: str = Field(sa_type=Text)
    sha256: str


class BatchRow(SQLModel, table=True):
    """One append. `sha256` is the digest of the events as they were handed in, before ids and places were filled in.

    `key` is one of those of its writer: another may have used the same.
    """

    __tablename__ = "batch"
    __table_args__ = (UniqueConstraint("key", "recorded_by"),)

    first: int = position_field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    last: int = position_field(unique=True)
    key: str = exact_field()
    sha256: str
    recorded_at: datetime = Field(sa_type=Utc)
    recorded_by: str = exact_field()


class ImportReportRow(SQLModel, table=True):
    """How many rows of a file were read and refused. `first` is the position of the first event that it brought."""

    __tablename__ = "import_report"

    first: int = position_field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    read: int = position_field()
    refused: int = position_field()
