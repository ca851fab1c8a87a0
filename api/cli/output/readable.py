"""An answer as people read it: what they cannot read is shortened before a table is laid out."""

from typing import TypeVar

from domain.values.sealed import short_sealed

Value = TypeVar("Value")


def readable(value: Value) -> Value:
    """The same JSON, with each sealed value in any of its texts by its first digits."""
    if isinstance(value, str):
        return short_sealed(value)  # type: ignore[return-value]
    if isinstance(value, list):
        return [readable(item) for item in value]  # type: ignore[return-value]
    if isinstance(value, dict):
        return {name: readable(item) for name, item in value.items()}  # type: ignore[return-value]
    return value
