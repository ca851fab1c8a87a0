"""The input type of every event, made from its model in the domain, and EventInput with one key for each.

GraphQL looks at the form only: that words are of their list and numbers are numbers. What the values mean is judged by
the domain, as for a line of JSONL, so that a refusal has a path and a remedy.
"""

from enum import Enum
from functools import cache, partial
from typing import Annotated, Any

import strawberry
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticUndefined

from api.graphql.types import shape
from domain import events
from domain.values.model import Model

EVENT_MODELS = frozenset(events.TYPES.values())
# The type is made below, out of the models: to a type checker it is a variable.
_EVENT_INPUT = Annotated["EventInput", strawberry.lazy("api.graphql.types.inputs")]  # type: ignore[valid-type]


def key_of(name: str) -> str:
    """ControlChanged goes under controlChanged."""
    return name[0].lower() + name[1:]


@cache
def input_type(model: type[Model]) -> Any:
    annotations: dict[str, Any] = {}
    namespace: dict[str, Any] = {"__annotations__": annotations, "MODEL": model}
    for name, hint in shape.hints(model).items():
        annotations[name], namespace[name] = input_field(model, name, hint)
    return strawberry.input(type(f"{model.__name__}Input", (), namespace), description=shape.described(model))


def nested_type(model: type[Model]) -> Any:
    """The input of a model inside an event; an event inside an event is an EventInput."""
    return _EVENT_INPUT if model in EVENT_MODELS else input_type(model)


def input_field(model: type[Model], name: str, hint: Any) -> tuple[Any, Any]:
    info = model.model_fields[name]
    kind = shape.graphql_type(hint, nested_type)
    default = info.get_default(call_default_factory=True)
    if default is PydanticUndefined or default is None:
        # Absent is not null: the domain says of a required field that it is missing.
        return kind, strawberry.field(default=strawberry.UNSET, description=info.description)
    if isinstance(default, tuple):
        return kind, strawberry.field(default_factory=partial(list, default), description=info.description)
    return kind, strawberry.field(default=default, description=info.description)


def _event_input() -> Any:
    keys = {key_of(name): model for name, model in events.TYPES.items()}
    annotations = {key: input_type(model) | None for key, model in keys.items()}
    fields = {
        key: strawberry.field(default=strawberry.UNSET, name=key, description=shape.described(model))
        for key, model in keys.items()
    }
    return type("EventInput", (), {"__annotations__": annotations, **fields})


EventInput = strawberry.input(
    _event_input(),
    one_of=True,
    description="One event: exactly one key, which is its type. The fields are those of the interchange format.",
)


def record_of(given: Any) -> dict[str, Any]:
    """The event as the interchange format has it: a JSON object with its type."""
    return plain(given)


def plain(value: Any) -> Any:
    if isinstance(value, EventInput):
        key, inner = next((key, v) for key, v in vars(value).items() if v is not strawberry.UNSET and v is not None)
        return {"type": key[0].upper() + key[1:], **plain(inner)}
    if hasattr(value, "MODEL"):
        return {to_camel(k): plain(v) for k, v in vars(value).items() if v is not strawberry.UNSET}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.value if isinstance(value, Enum) else value
