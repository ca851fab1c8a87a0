"""Fields that stay for those who ask for them, and say what to ask instead."""

from collections.abc import Callable
from typing import Any

import strawberry


def deprecated(reason: str) -> Callable[[Callable[..., Any]], Any]:
    """As `strawberry.field`, of a field that is not to be asked any more."""
    return lambda resolver: strawberry.field(resolver=resolver, deprecation_reason=reason)
