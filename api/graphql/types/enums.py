"""The closed lists of words, as GraphQL enums under the contract's names.

The docstring of an enum and the one below each of its members are the descriptions in the schema.
"""

import ast
import inspect
from enum import Enum
from itertools import pairwise

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

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
CAUSES = {
    "WORLD_CHANGED": "The days alone made the difference: what was known did not.",
    "WE_LEARNED": "Knowledge alone made the difference: a late report, a correction, a retraction, or another policy.",
    "BOTH": "The days and the knowledge each made a difference.",
}


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


def register(enum: type[Enum], name: str | None, description: str | None, values: dict[str, str]) -> None:
    definition: StrawberryEnumDefinition = strawberry.enum(
        enum, name=name, description=description
    ).__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = values.get(value.name)


def docstring(enum: type[Enum]) -> str:
    """The docstring of an enum as one paragraph."""
    return " ".join((enum.__doc__ or "").split())


for terms in ENUMS:
    register(terms, None, docstring(terms), member_docstrings(terms))
register(words.Policy, "ResolutionPolicy", docstring(words.Policy), member_docstrings(words.Policy))
register(diff.Cause, "DiffCause", "Why two snapshots differ: docs/coordinates.md.", CAUSES)
