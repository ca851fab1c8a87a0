"""The tables of the projections: everything that is derived from the log and can be built from it again.

Dates are local civil days of the place, and `known` is the moment (UTC) from which an event counts as known.
"""

from datetime import date, datetime

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from store.db.columns import Utc, exact_field, position_field

_BY_KEY = {"sqlite_with_rowid": False}
"""Rows are stored in the order of their key. Otherwise SQLite keeps a long key twice, in the row and in an index."""


class ProjectedRow(SQLModel, table=True):
    """The position of the log up to which the projections are written, and the version of the policies by which the
    periods are folded: one row. Periods of another version answer nothing until `timeline rebuild`.
    """

    __tablename__ = "projected"

    id: int = Field(primary_key=True, default=1)
    position: int = position_field()
    rules: int
    rebuilt: int = 0
    """How often a rebuild has found differences: servers that hold what was there before read it anew."""


class PlaceVersion(SQLModel, table=True):
    """A place as one event described it: in force from `position` on, before `until`.

    It describes the days from `first_day` up to that of the next description in force.
    """

    __tablename__ = "place_version"
    __table_args__ = (
        Index("place_version_by_place", "place", "position"),
        Index("place_version_by_parent", "parent"),
    )

    position: int = position_field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    until: int | None = position_field(nullable=True)
    first_day: date
    """`date.min`: from the beginning, as far as is known."""
    place: str = exact_field()
    kind: str
    name: str = Field(sa_type=Text)
    names: str = Field(sa_type=Text)
    codes: str = Field(sa_type=Text)
    parent: str | None = exact_field(nullable=True)
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
    successor_of: str | None = exact_field(nullable=True)


class PlaceNameRow(SQLModel, table=True):
    """A name of a version of a place, in the form in which names are compared."""

    __tablename__ = "place_name"
    __table_args__ = (Index("place_name_by_name", "normal"),)

    position: int = position_field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    normal: str = exact_field(primary_key=True)


class PlaceCodeRow(SQLModel, table=True):
    __tablename__ = "place_code"
    __table_args__ = (Index("place_code_by_code", "code", "scheme"),)

    position: int = position_field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    scheme: str = exact_field(primary_key=True)
    edition: str = exact_field(primary_key=True)
    code: str = exact_field(primary_key=True)


class ActorVersion(SQLModel, table=True):
    __tablename__ = "actor_version"
    __table_args__ = (Index("actor_version_by_actor", "actor", "position"),)

    position: int = position_field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    until: int | None = position_field(nullable=True)
    actor: str = exact_field()
    name: str = Field(sa_type=Text)
    kind: str
    side: str | None = exact_field(nullable=True)


class SourceVersion(SQLModel, table=True):
    __tablename__ = "source_version"
    __table_args__ = (
        Index("source_version_by_source", "source", "position"),
        Index("source_version_by_affiliation", "affiliation"),
    )

    position: int = position_field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    until: int | None = position_field(nullable=True)
    source: str = exact_field()
    name: str = Field(sa_type=Text)
    publisher: str | None = Field(sa_type=Text)
    title: str | None = Field(sa_type=Text)
    url: str | None = Field(sa_type=Text)
    published: date | None
    reliability: str | None
    affiliation: str | None = exact_field(nullable=True)
    sha256: str | None
    licence: str | None = Field(sa_type=Text)
    credit: str | None = Field(sa_type=Text)


class EventPlace(SQLModel, table=True):
    """A place that an event is about; corrections and retractions are also about the places of their target."""

    __tablename__ = "event_place"
    __table_args__ = (Index("event_place_by_place", "place", "position"), _BY_KEY)

    position: int = position_field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    place: str = exact_field(primary_key=True)


class AnnulmentRow(SQLModel, table=True):
    """The event at `position` corrects or retracts the one at `target`, known from the moment `known`."""

    __tablename__ = "annulment"
    __table_args__ = (Index("annulment_by_target", "target"),)

    position: int = position_field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    target: int = position_field()
    known: datetime = Field(sa_type=Utc)
    correction: bool


class AnnulledRow(SQLModel, table=True):
    """An event that does not stand at the head with everything known, and its newest standing annulment."""

    __tablename__ = "fallen"

    position: int = position_field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    by: int = position_field()


class DisclosureRow(SQLModel, table=True):
    """The newest that was said about who may open an event, by the event at `position`. `event` is the id of the one
    that it is about; before `release_at` (UTC) nobody may open that but those who read the record.
    """

    __tablename__ = "disclosure"
    __table_args__ = (
        Index("disclosure_by_position", "position"),
        Index("disclosure_by_release", "release_at"),
        _BY_KEY,
    )

    event: str = exact_field(primary_key=True)
    position: int = position_field()
    visibility: str = Field(sa_type=Text)
    release_at: datetime | None = Field(sa_type=Utc)


class ClaimRow(SQLModel, table=True):
    """A claim about the state of one place as the event made it; interest and reliability are joined to it on reading.

    `aspect` is what it is about (domain/control/aspects.py): of a claim about the status, `holder` has the status and
    `level` the direction. Of a correction, `told` is the moment from which what it corrects was known and `told_at` its
    position; all others were told when they became known. `copy_of` is the position at which the first event whose text
    it repeats was told.
    """

    __tablename__ = "claim"
    __table_args__ = (
        Index("claim_by_place", "place", "position"),
        Index("claim_by_source", "source"),
        Index("claim_by_utterer", "first_utterer"),
    )

    position: int = position_field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    place: str = exact_field(primary_key=True)
    aspect: str
    changed: bool
    holder: str | None = exact_field(nullable=True)
    loser: str | None = exact_field(nullable=True)
    level: str
    occurred: str
    manner: str | None
    known: datetime = Field(sa_type=Utc)
    source: str | None = exact_field(nullable=True)
    first_utterer: str | None = Field(sa_type=Text)
    credibility: int | None
    regained: bool
    told: datetime | None = Field(sa_type=Utc)
    told_at: int | None = position_field(nullable=True)
    copy_of: int | None = position_field(nullable=True)


class MeasureReportRow(SQLModel, table=True):
    """One value of a published series, as an edition gave it or a correction put it: history/measures.py."""

    __tablename__ = "measure_report"
    __table_args__ = (Index("measure_report_by_series", "measure", "place", "day"),)

    position: int = position_field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    measure: str = exact_field()
    place: str = exact_field()
    occurred: str
    day: date
    known: datetime = Field(sa_type=Utc)
    edition_known: datetime = Field(sa_type=Utc)
    edition: int = position_field()
    source: str | None = exact_field(nullable=True)
    low: int | None
    best: int | None
    high: int | None
    qualifier: str
    verbatim: str | None = Field(sa_type=Text)


class TallyClaimRow(SQLModel, table=True):
    """A stated total, with what it is found by: place and days (null: from the beginning). The rest is in the event."""

    __tablename__ = "tally_claim"
    __table_args__ = (Index("tally_claim_by_place", "within", "position"),)

    position: int = position_field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    within: str = exact_field()
    known: datetime = Field(sa_type=Utc)
    first_day: date | None
    last_day: date


class PeriodRow(SQLModel, table=True):
    """Days with one state, at the head with everything known: `start` included, `end_before` not.

    `policies` has a bit for each policy under which the period is the same (store/read/periods.py). Of a period of the
    status, `holder` has the status and `level` the direction, as in its claims.
    """

    __tablename__ = "period"
    __table_args__ = _BY_KEY

    place: str = exact_field(primary_key=True)
    aspect: str = exact_field(primary_key=True)
    start: date = Field(primary_key=True)
    policies: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    end_before: date | None
    holder: str | None = exact_field(nullable=True)
    level: str
    certainty: str
    level_certainty: str
    since: str | None
    manner: str | None
    basis: str = Field(sa_type=Text)
    voices: int
    alternatives: str = Field(sa_type=Text)
    """JSON: positions of claims, latest first; [[holder, level, positions, voices], ...]."""
    reasons: str = Field(sa_type=Text)
    vouched: str = Field(sa_type=Text)
    """JSON: [[position before, position after, kind], ...]; [[first day, day after the last], ...]."""


class FoldedRow(SQLModel, table=True):
    """A place with claims, and the position of the log at which its periods were folded last.

    Whoever keeps periods in memory reads again those of the places that were folded after his own position.
    """

    __tablename__ = "folded"
    __table_args__ = (Index("folded_by_position", "position"), _BY_KEY)

    place: str = exact_field(primary_key=True)
    position: int = position_field()


class PeopleRow(SQLModel, table=True):
    """Which events count people (crossings, casualties), with what they are found by.

    `type` is that of the claim, also where a correction brings it; days are civil, None is an open end.
    """

    __tablename__ = "people"
    __table_args__ = (
        Index("people_by_time", "type", "latest"),
        Index("people_by_incident", "incident"),
    )

    position: int = position_field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    type: str
    incident: str | None = exact_field(nullable=True)
    earliest: date | None
    latest: date | None
