"""The events: a closed set of immutable records, each with a stable name and a schema version.

A claim says something about the world; the other events act on the log itself (corrections, retractions, erasures of
sealed values) or on its reference data (places, actors, sources). The same models serve the log, the GraphQL inputs,
the JSONL reader and the JSON Schema. Field names are camelCase outside.

Dates: `occurred` is when it happened, in the local civil time of the place (EDTF); `published` is the day or the
moment at which the source said so, and `knownOn` and `knownAt` filter on it.
"""

from domain.events.base import BaseEvent, Claim
from domain.events.control_claims import Control, ControlAsserted, ControlChanged, ControlConfirmed
from domain.events.people_claims import CasualtiesReported, Included, PersonsCrossedBorder
from domain.events.registrations import (
    ActorRegistered,
    PlaceChanged,
    PlaceCode,
    PlaceName,
    PlaceRegistered,
    SourceRegistered,
)
from domain.events.reports import ClashReported, MeasureReported, SituationAssessed, TallyClaimed
from domain.events.status_claims import StatusReported
from domain.events.union import (
    ADAPTER,
    LASTING,
    TYPES,
    Correctable,
    Event,
    EventCorrected,
    EventRetracted,
    SealedValueErased,
    StateClaim,
    VisibilitySet,
    content,
    publication,
    target,
)

__all__ = [
    "ADAPTER",
    "LASTING",
    "TYPES",
    "ActorRegistered",
    "BaseEvent",
    "CasualtiesReported",
    "Claim",
    "ClashReported",
    "Control",
    "ControlAsserted",
    "ControlChanged",
    "ControlConfirmed",
    "Correctable",
    "Event",
    "EventCorrected",
    "EventRetracted",
    "Included",
    "MeasureReported",
    "PersonsCrossedBorder",
    "PlaceChanged",
    "PlaceCode",
    "PlaceName",
    "PlaceRegistered",
    "SealedValueErased",
    "SituationAssessed",
    "SourceRegistered",
    "StateClaim",
    "StatusReported",
    "TallyClaimed",
    "VisibilitySet",
    "content",
    "publication",
    "target",
]
