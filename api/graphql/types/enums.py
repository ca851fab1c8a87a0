"""The closed lists of terms, as GraphQL enums under the contract's names.

The docstring of an enum and the one below each of its members are their descriptions in the schema. They are read from
the source only where the whole schema is built (schema.py): the command line has no use for them.
"""

import ast
import inspect
import sys
from enum import Enum
from functools import cache
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
    return _docstrings_in(enum.__module__)[enum.__name__]


@cache
def _docstrings_in(module: str) -> dict[str, dict[str, str]]:
    """Those of every class of a module, which is read once for all of its enums."""
    read = ast.parse(inspect.getsource(sys.modules[module]))
    return {defined.name: _docstrings(defined) for defined in read.body if isinstance(defined, ast.ClassDef)}


def _docstrings(defined: ast.ClassDef) -> dict[str, str]:
    return {
        member.targets[0].id: inspect.cleandoc(text.value.value).replace("\n", " ")
        for member, text in pairwise(defined.body)
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
