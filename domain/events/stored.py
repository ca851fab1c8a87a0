"""Events read back from the text that `interchange.write` gave: what was checked then is not checked again.

`read(write(event)) == event`, as `interchange.read` would give it, in a third of the time. Text of an older version is
left to that.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from domain.events import interchange
from domain.events.references import EveryPlace, PlaceByCode, PlaceByName
from domain.events.union import TYPES, Event, EventCorrected
from domain.events.upcast import CURRENT

Convert = Callable[[Any], Any]


def read(text: str) -> Event:
    """An event from its stored text. Raises Refused where the text is no event."""
    record = json.loads(text)
    if not _is_current(record):
        return interchange.parse(record)
    return _event(record)


def version(text: str) -> Any:
    """The version in which a text was written, which `read` does not show. Raises ValueError, KeyError."""
    return json.loads(text)["version"]


def _is_current(record: Any) -> bool:
    if not isinstance(record, dict) or record.get("type") not in CURRENT:
        return False
    if record.get("version") != CURRENT[record["type"]]:
        return False
    return record["type"] != EventCorrected.TYPE or _is_current(record.get("replacement"))


def _event(record: Mapping[str, Any]) -> Any:
    return _built(TYPES[record["type"]], record)


def _built(model: type[BaseModel], record: Mapping[str, Any]) -> Any:
    plan = _plan(model)
    values = plan.defaults.copy()
    if plan.has_reported:
        values["reported"] = {}
    names = set()
    for alias, value in record.items():
        name, convert = plan.fields[alias]
        values[name] = value if convert is None or value is None else convert(value)
        names.add(name)
    made = model.__new__(model)
    for name, value in (("__dict__", values), ("__pydantic_fields_set__", names)):
        object.__setattr__(made, name, value)
    object.__setattr__(made, "__pydantic_extra__", None)
    object.__setattr__(made, "__pydantic_private__", None)
    return made


class _Plan(NamedTuple):
    """Of a model: by the names that the text has, its fields and what makes a value from JSON; and what it has where
    the text has nothing. A field that is required has None until it is filled, so that all are in order.
    """

    fields: Mapping[str, tuple[str, Convert | None]]
    defaults: dict[str, Any]
    has_reported: bool


@cache
def _plan(model: type[BaseModel]) -> _Plan:
    fields = model.model_fields
    by_alias = {field.alias or name: (name, _convert(field.annotation)) for name, field in fields.items()}
    defaults = {name: None if field.is_required() else field.default for name, field in fields.items()}
    return _Plan(by_alias, defaults, "reported" in fields)


def _convert(annotation: Any) -> Convert | None:
    """What makes a value of a field from its JSON, null left out; None where that is the value already."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        return _convert_one_of([each for each in inner if each is not NoneType])
    if origin is tuple:
        item = _convert(inner[0])
        return tuple if item is None else lambda values: tuple(map(item, values))
    if origin is dict:
        value = _convert(inner[1])
        return value and (lambda values: {name: value(each) for name, each in values.items()})
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return lambda record: _built(annotation, record)
    return date.fromisoformat if annotation is date else None


def _convert_one_of(options: list[Any]) -> Convert | None:
    if len(options) == 1:
        return _convert(options[0])
    return _place if PlaceByName in map(_bare, options) else _event


def _bare(annotation: Any) -> Any:
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _place(given: Any) -> Any:
    """A place by its id, or as a report named it."""
    if isinstance(given, str):
        return given
    return _built(EveryPlace if "every" in given else PlaceByCode if "code" in given else PlaceByName, given)
