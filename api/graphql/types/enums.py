"""The closed lists of terms, as GraphQL enums under the contract's names.

The docstring of an enum and the one below each of its members are their descriptions in the schema. They are read from
the source only where the whole schema is built (schema.py): the command line has no use for them.
"""

import ast
import inspect
from enum import Enum
from itertools import pairwise

import strawberry

from domain.control import aspects
from domain.history import diff
from domain.values import count_terms, terms

ENUMS = (
    aspects.Aspect,
    terms.ActorKind,
    terms.Admission,
    terms.CasualtyKind,
    terms.Certainty,
    terms.ControlLevel,
    count_terms.CountAxis,
    count_terms.CountReason,
    terms.Direction,
    terms.FacilityStatus,
    terms.Interest,
    terms.Manner,
    terms.OrderReasonKind,
    terms.PersonGroup,
    terms.PlaceKind,
    terms.Qualifier,
    terms.Reliability,
    terms.Step,
    terms.TallyBasis,
    terms.Visibility,
)


def member_docstrings(enum: type[Enum]) -> dict[str, str]:
    """The docstring below each member of an enum, by the member's name."""
    body = ast.parse(inspect.getsource(enum)).body[0].body  # type: ignore[attr-defined]
    return {
        member.targets[0].id: inspect.cleandoc(text.value.value).replace("\n", " ")
        for member, text in pairwise(body)
        if isinstance(member, ast.Assign)
        and isinstance(member.targets[0], ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }


for terms_enum in ENUMS:
    strawberry.enum(terms_enum)
strawberry.enum(terms.Policy, name="ResolutionPolicy")
strawberry.enum(diff.Cause, name="DiffCause")
