"""The fields of an event, asked for one by one. Their rules are those of the models, and so is the help."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from api.cli import prompts
from api.cli.on_record import OnRecord
from api.cli.output.console import err, out
from api.cli.output.json_value import Json
from api.cli.running import NotFound
from domain.events import TYPES, BaseEvent
from domain.values.problems import FieldError, problems_of

ALSO_ASKED = ("published", "source", "note")
"""Of the fields that an event need not have."""
_OWN = ("type", "version", "id", "reported")
_NULL = "-"


@dataclass(frozen=True, slots=True)
class EventQuestions:
    """`known` finds the ids of places, actors and sources by what somebody calls them."""

    known: OnRecord

    def new(self, type: str) -> Json:
        """A record of this type: what it must have, and what it should."""
        model = TYPES[type]
        required = [name for name, field in model.model_fields.items() if field.is_required() and name not in _OWN]
        record: Json = {"type": type}
        self._ask(model, [*required, *(name for name in ALSO_ASKED if name not in required)], record)
        return self.changed(record)

    def changed(self, record: Json) -> Json:
        """The record with further fields, or other values, for as long as somebody names one."""
        model = TYPES[record["type"]]
        names = {_alias(model, name): name for name in model.model_fields if name not in _OWN}
        while alias := prompts.ask("Another field (? lists them; empty: none)"):
            if alias in names:
                self._ask(model, [names[alias]], record)
            else:
                _list(model, names.values())
        return record

    def _ask(self, model: type[BaseEvent], fields: Iterable[str], record: Json) -> None:
        for name in fields:
            alias = _alias(model, name)
            value = self._answer(model, name, record.get(alias))
            if value is None and not model.model_fields[name].is_required():
                record.pop(alias, None)
            else:
                record[alias] = value

    def _answer(self, model: type[BaseEvent], name: str, before: Any) -> Any:
        """What the field's rule accepts; None for a dash, and where nothing is given for what need not be there."""
        field = model.model_fields[name]
        default = before if isinstance(before, str) else "" if before is None else json.dumps(before)
        while True:
            text = prompts.ask(_question(_alias(model, name), field), default or _default(field))
            if text == _NULL or (not text and not field.is_required()):
                value, problem = None, _problem(field, None) if field.is_required() else ""
            else:
                value, problem = self._read(model, name, text)
            if not problem:
                return value
            err().print(f"{problem}")

    def _read(self, model: type[BaseEvent], name: str, text: str) -> tuple[Any, str]:
        """The value that an answer means, and what is wrong with it: as JSON, as it stands, or as a list."""
        field, find = model.model_fields[name], self._finder(model, name)
        parts = [part.strip() for part in text.split(",")]
        if find and not text.startswith(("{", "[")):
            try:
                text, parts = (find(text) if _takes_text(field) else text), list(map(find, parts))
            except NotFound as error:
                return None, "\n  ".join([error.message, *error.details])
        readings = [*_as_json(text), text, parts]
        fitting = (value for value in readings if not _problem(field, value))
        value = next(fitting, None)
        return value, "" if value is not None else _problem(field, text)

    def _finder(self, model: type[BaseEvent], name: str) -> Callable[[str], str] | None:
        """What looks up the ids in a field."""
        if name in model.PLACES:
            return self.known.place
        if name in model.ACTORS:
            return self.known.actor
        return self.known.source if name == "source" and model.TYPE != "SourceRegistered" else None


def _takes_text(field: FieldInfo) -> bool:
    return not _problem(field, "text")


def _as_json(text: str) -> list[Any]:
    try:
        return [json.loads(text)]
    except (ValueError, RecursionError):
        return []


def _problem(field: FieldInfo, value: Any) -> str:
    """Why the field does not take the value; empty where it does."""
    annotation: Any = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
    try:
        TypeAdapter(annotation).validate_python(value)
    except ValidationError as error:
        return problems_of(error)[0].message
    except FieldError as error:
        return str(error)
    return ""


def _question(alias: str, field: FieldInfo) -> str:
    first = (field.description or "").split("\n\n")[0]
    hint = " (empty: none)" if not field.is_required() else "" if _problem(field, None) else f" ({_NULL}: null)"
    return f"\n{' '.join(first.split())}\n{alias}{hint}"


def _default(field: FieldInfo) -> str:
    default = field.get_default(call_default_factory=False)
    return str(getattr(default, "value", default)) if isinstance(default, str) else ""


def _list(model: type[BaseEvent], names: Iterable[str]) -> None:
    for name in names:
        description = " ".join((model.model_fields[name].description or "").split("\n\n")[0].split())
        out().print(f"  {_alias(model, name)}: {description}")


def _alias(model: type[BaseEvent], name: str) -> str:
    return model.model_fields[name].alias or name
