"""Every table, for Core statements: rows, never entities. Alembic creates them (migrations/)."""

from sqlalchemy import Table
from sqlmodel import SQLModel

from store.db.access_tables import AccessTokenRow
from store.db.audience_tables import AudienceRow, WithheldRow
from store.db.log_tables import BatchRow, EventRow, ImportReportRow
from store.db.projection_tables import (
    ActorVersion,
    AnnulledRow,
    AnnulmentRow,
    ClaimRow,
    DisclosureRow,
    EventPlace,
    FoldedRow,
    MeasureReportRow,
    PeopleRow,
    PeriodRow,
    PlaceCodeRow,
    PlaceNameRow,
    PlaceVersion,
    ProjectedRow,
    SourceVersion,
    TallyClaimRow,
)
from store.db.proof_tables import CheckpointRow, TreeHashRow


def _table(model: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(model.__tablename__)]


event, batch, import_report = _table(EventRow), _table(BatchRow), _table(ImportReportRow)
access_token = _table(AccessTokenRow)
audience, withheld = _table(AudienceRow), _table(WithheldRow)
tree_hash, checkpoint = _table(TreeHashRow), _table(CheckpointRow)
projected = _table(ProjectedRow)
place_version, place_name, place_code = _table(PlaceVersion), _table(PlaceNameRow), _table(PlaceCodeRow)
actor_version, source_version = _table(ActorVersion), _table(SourceVersion)
event_place, annulment, annulled = _table(EventPlace), _table(AnnulmentRow), _table(AnnulledRow)
claim, period, folded = _table(ClaimRow), _table(PeriodRow), _table(FoldedRow)
measure_report, tally_claim = _table(MeasureReportRow), _table(TallyClaimRow)
people, disclosure = _table(PeopleRow), _table(DisclosureRow)
projections = (
    projected,
    place_version,
    place_name,
    place_code,
    actor_version,
    source_version,
    event_place,
    annulment,
    annulled,
    claim,
    period,
    folded,
    measure_report,
    tally_claim,
    people,
    disclosure,
)
"""Everything that can be built again from the log."""
