"""Fields that are attached to a type elsewhere, so that the modules of the types import each other in one direction."""

from collections.abc import Callable
from typing import Any

import strawberry


def attach(kind: Any, resolver: Callable[..., Any]) -> None:
    """Give a type the field that the resolver answers, under the resolver's name.

    A type that is derived from it has the field too if it is made later.
    """
    field: Any = strawberry.field(resolver=resolver)
    field.python_name = resolver.__name__
    field.origin = kind
    kind.__strawberry_definition__.fields.append(field)
