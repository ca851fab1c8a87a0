"""The closed lists of words, as GraphQL enums under the contract's names."""

import strawberry

from domain.history import diff
from domain.values import terms as words

ENUMS = (
    words.ActorKind,
    words.Admission,
    words.CasualtyKind,
    words.Certainty,
    words.ControlLevel,
    words.CountReason,
    words.Interest,
    words.Manner,
    words.PersonGroup,
    words.PlaceKind,
    words.Qualifier,
    words.Reliability,
    words.Step,
    words.TallyBasis,
)

for words_of_a_kind in ENUMS:
    strawberry.enum(words_of_a_kind, description=words_of_a_kind.__dict__.get("__doc__"))
strawberry.enum(words.Policy, name="ResolutionPolicy", description=words.Policy.__doc__)
strawberry.enum(diff.Cause, name="DiffCause", description="Why two snapshots differ: docs/coordinates.md.")
