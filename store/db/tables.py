"""The tables: `event` and `batch` are the log; everything below them is derived from it and can be built again.

Alembic creates them (migrations/); triggers refuse every change to the log. Dates are local civil days of the
place, moments are UTC.
"""

from datetime import date, datetime

from sqlalchemy import Index, Table, Text
from sqlmodel import Field, SQLModel

from store.db.columns import Exact, Position, Utc


def _position(**options: object) -> int:
    return Field(sa_type=Position, **options)  # type: ignore[call-overload]


def _exact(**options: object) -> str:
    return Field(sa_type=Exact, **options)  # type: ignore[call-overload]


class EventRow(SQLModel, table=True):
    """One event of the log. `payload` is the exact text that `sha256` is of; the rest is to find it by."""

    __tablename__ = "event"
    __table_args__ = (
        Index("event_by_type", "type", "position"),
        Index("event_by_source", "source", "position"),
    )

    position: int = _position(primary_key=True, sa_column_kwargs={"autoincrement": False})
    id: str = _exact(unique=True)
    type: str
    version: int
    recorded_at: datetime = Field(sa_type=Utc)
    recorded_by: str = Field(sa_type=Text)
    published: date | None
    known: date
    """The day from which the event is known: as published, or the recorded UTC date where that is missing."""
    earliest: date | None
    latest: date | None
    """First and last day that `occurred` may mean; null is an open end, or no `occurred` at all."""
    occurred: str | None
    source: str | None = _exact(nullable=True)
    target: int | None = _position(nullable=True)
    """Position of the event that this one corrects or retracts."""
    payload: str = Field(sa_type=Text)
    sha256: str


class BatchRow(SQLModel, table=True):
    """One append. `sha256` is of the events as they were handed in, before ids and places were filled in."""

    __tablename__ = "batch"

    first: int = _position(primary_key=True, sa_column_kwargs={"autoincrement": False})
    last: int = _position(unique=True)
    key: str = _exact(unique=True)
    sha256: str
    recorded_at: datetime = Field(sa_type=Utc)


class ProjectedRow(SQLModel, table=True):
    """How far the tables below have followed the log: one row."""

    __tablename__ = "projected"

    id: int = Field(primary_key=True, default=1)
    position: int = _position()


class PlaceVersion(SQLModel, table=True):
    """A place as one event described it: in force from `position` on, before `until`.

    It tells of the days from `first_day` up to that of the next description in force.
    """

    __tablename__ = "place_version"
    __table_args__ = (
        Index("place_version_by_place", "place", "position"),
        Index("place_version_by_parent", "parent"),
    )

    position: int = _position(primary_key=True, sa_column_kwargs={"autoincrement": False})
    until: int | None = _position(nullable=True)
    first_day: date
    """`date.min`: it always was so, as far as is known."""
    place: str = _exact()
    kind: str
    name: str = Field(sa_type=Text)
    names: str = Field(sa_type=Text)
    codes: str = Field(sa_type=Text)
    parent: str | None = _exact(nullable=True)
    longitude: float | None
    latitude: float | None
    geometry: str | None = Field(sa_type=Text)
    west: float | None
    south: float | None
    east: float | None
    north: float | None
    """The box around the outline or the point, degrees."""
    exists_from: date | None
    exists_to: date | None
    successor_of: str | None = _exact(nullable=True)


class PlaceNameRow(SQLModel, table=True):
    """A name of a version of a place, in the form in which names are compared."""

    __tablename__ = "place_name"
    __table_args__ = (Index("place_name_by_name", "normal"),)

    position: int = _position(primary_key=True, sa_column_kwargs={"autoincrement": False})
    normal: str = _exact(primary_key=True)


class PlaceCodeRow(SQLModel, table=True):
    __tablename__ = "place_code"
    __table_args__ = (Index("place_code_by_code", "code", "scheme"),)

    position: int = _position(primary_key=True, sa_column_kwargs={"autoincrement": False})
    scheme: str = _exact(primary_key=True)
    edition: str = _exact(primary_key=True)
    code: str = _exact(primary_key=True)


class ActorVersion(SQLModel, table=True):
    __tablename__ = "actor_version"
    __table_args__ = (Index("actor_version_by_actor", "actor", "position"),)

    position: int = _position(primary_key=True, sa_column_kwargs={"autoincrement": False})
    until: int | None = _position(nullable=True)
    actor: str = _exact()
    name: str = Field(sa_type=Text)
    kind: str
    side: str | None = _exact(nullable=True)


class SourceVersion(SQLModel, table=True):
    __tablename__ = "source_version"
    __table_args__ = (
        Index("source_version_by_source", "source", "position"),
        Index("source_version_by_affiliation", "affiliation"),
    )

    position: int = _position(primary_key=True, sa_column_kwargs={"autoincrement": False})
    until: int | None = _position(nullable=True)
    source: str = _exact()
    name: str = Field(sa_type=Text)
    publisher: str | None = Field(sa_type=Text)
    title: str | None = Field(sa_type=Text)
    url: str | None = Field(sa_type=Text)
    published: date | None
    reliability: str | None
    affiliation: str | None = _exact(nullable=True)
    sha256: str | None
    licence: str | None = Field(sa_type=Text)
    credit: str | None = Field(sa_type=Text)


class EventPlace(SQLModel, table=True):
    """What an event is about; a correction and a retraction are also about the places of their target."""

    __tablename__ = "event_place"
    __table_args__ = (Index("event_place_by_place", "place", "position"),)

    position: int = _position(primary_key=True, sa_column_kwargs={"autoincrement": False})
    place: str = _exact(primary_key=True)


class AnnulmentRow(SQLModel, table=True):
    """The event at `position` corrects or retracts the one at `target`, as was known from the day `known`."""

    __tablename__ = "annulment"
    __table_args__ = (Index("annulment_by_target", "target"),)

    position: int = _position(primary_key=True, sa_column_kwargs={"autoincrement": False})
    target: int = _position()
    known: date
    correction: bool


class Fallen(SQLModel, table=True):
    """An event that does not stand at the head with everything known, and the newest that says so."""

    __tablename__ = "fallen"

    position: int = _position(primary_key=True, sa_column_kwargs={"autoincrement": False})
    by: int = _position()


class ClaimRow(SQLModel, table=True):
    """A claim of control over one place as it was told; interest and reliability are joined to it on reading."""

    __tablename__ = "claim"
    __table_args__ = (
        Index("claim_by_place", "place", "position"),
        Index("claim_by_source", "source"),
        Index("claim_by_utterer", "first_utterer"),
    )

    position: int = _position(primary_key=True, sa_column_kwargs={"autoincrement": False})
    place: str = _exact(primary_key=True)
    changed: bool
    holder: str | None = _exact(nullable=True)
    loser: str | None = _exact(nullable=True)
    level: str
    occurred: str
    manner: str | None
    known: date
    source: str | None = _exact(nullable=True)
    first_utterer: str | None = Field(sa_type=Text)
    credibility: int | None


class MeasureReportRow(SQLModel, table=True):
    """One value of a published series, as an edition gave it or a correction put it: history/measures.py."""

    __tablename__ = "measure_report"
    __table_args__ = (Index("measure_report_by_series", "measure", "place", "day"),)

    position: int = _position(primary_key=True, sa_column_kwargs={"autoincrement": False})
    measure: str = _exact()
    place: str = _exact()
    occurred: str
    day: date
    known: date
    edition_day: date
    edition: int = _position()
    source: str | None = _exact(nullable=True)
    low: int | None
    best: int | None
    high: int | None
    qualifier: str
    verbatim: str | None = Field(sa_type=Text)


class TallyClaimRow(SQLModel, table=True):
    """A stated total, to find it by: where, and for which days (null: from the beginning). The rest is in the event."""

    __tablename__ = "tally_claim"
    __table_args__ = (Index("tally_claim_by_place", "within", "position"),)

    position: int = _position(primary_key=True, sa_column_kwargs={"autoincrement": False})
    within: str = _exact()
    known: date
    first_day: date | None
    last_day: date


class PeriodRow(SQLModel, table=True):
    """Days with one state, at the head with everything known: `start` included, `end_before` not."""

    __tablename__ = "period"

    place: str = _exact(primary_key=True)
    policy: str = _exact(primary_key=True)
    start: date = Field(primary_key=True)
    end_before: date | None
    holder: str | None = _exact(nullable=True)
    level: str
    certainty: str
    since: str | None
    manner: str | None
    basis: str = Field(sa_type=Text)
    alternatives: str = Field(sa_type=Text)
    """JSON: positions of claims, latest first; [[holder, level, positions], ...]."""


class PeopleRow(SQLModel, table=True):
    """Which events number people (crossings, casualties), and what they are told of: for finding them.

    `type` is that of the claim, also where a correction brings it; days are civil, None is an open end.
    """

    __tablename__ = "people"
    __table_args__ = (
        Index("people_by_time", "type", "latest"),
        Index("people_by_incident", "incident"),
    )

    position: int = _position(primary_key=True, sa_column_kwargs={"autoincrement": False})
    type: str
    incident: str | None = _exact(nullable=True)
    earliest: date | None
    latest: date | None


def _table(model: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(model.__tablename__)]


# For Core statements: rows, never entities.
event, batch, projected = _table(EventRow), _table(BatchRow), _table(ProjectedRow)
place_version, place_name, place_code = _table(PlaceVersion), _table(PlaceNameRow), _table(PlaceCodeRow)
actor_version, source_version = _table(ActorVersion), _table(SourceVersion)
event_place, annulment, fallen = _table(EventPlace), _table(AnnulmentRow), _table(Fallen)
claim, period = _table(ClaimRow), _table(PeriodRow)
measure_report, tally_claim = _table(MeasureReportRow), _table(TallyClaimRow)
people = _table(PeopleRow)
projections = (
    projected,
    place_version,
    place_name,
    place_code,
    actor_version,
    source_version,
    event_place,
    annulment,
    fallen,
    claim,
    period,
    measure_report,
    tally_claim,
    people,
)
"""Everything that can be built again from the log."""
