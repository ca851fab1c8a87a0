"""The interchange format: one JSON object a line, in and out (JSONL, UTF-8). DESIGN: the same names as in GraphQL.

The text that `write` gives is what the log stores and hashes; `read(write(event)) == event` holds for every event.
"""

import json
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from domain.events.union import ADAPTER, TYPES, Event, EventCorrected
from domain.events.upcast import upcast
from domain.values import limits
from domain.values.problems import FieldError, Problem, Refused, problems_of


def parse(record: Any) -> Event:
    """An event from a JSON object of any known version. Raises Refused with every problem found."""
    if not isinstance(record, dict):
        raise Refused(Problem((), "NOT_AN_OBJECT", 'an event is one JSON object: {"type": ..., ...}'))
    try:
        return ADAPTER.validate_python(upcast(record))
    except FieldError as error:
        raise Refused(Problem(("version",), error.code, str(error))) from None
    except ValidationError as error:
        raise Refused(*(_without_tag(p) for p in problems_of(error))) from None


def read(text: str | bytes) -> Event:
    """An event from one line of JSON. Raises Refused."""
    return parse(load(text))


def load(text: str | bytes) -> Any:
    """The JSON of one line, which may be no event. Raises Refused."""
    if len(text) > limits.EVENT_BYTES_MAX:
        raise Refused(Problem((), "TOO_LONG", f"an event has {limits.EVENT_BYTES_MAX:,} bytes at most: shorten it"))
    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8")
        return _DECODER.decode(text)
    except UnicodeDecodeError as error:
        raise Refused(Problem((), "NOT_UTF_8", f"not UTF-8 at byte {error.start}: save the file as UTF-8")) from None
    except FieldError as error:
        raise Refused(Problem((), error.code, str(error))) from None
    except (ValueError, RecursionError) as error:
        raise Refused(Problem((), "NOT_JSON", f"not valid JSON ({_where(error)}): is the line cut off?")) from None


def stored_claims(texts: Iterable[str]) -> list[dict[str, Any]]:
    """What stored events say, each as JSON of the current version; of a correction, what its replacement says.

    Nothing is checked and defaults are left out: for readers of thousands of events, of text that `write` gave.
    """
    records = (upcast(record) for record in json.loads(f"[{','.join(texts)}]"))
    return [record["replacement"] if record["type"] == EventCorrected.TYPE else record for record in records]


def write(event: Event) -> str:
    """One line of JSON, without the line end: type first, defaults left out, fields in the order of the models."""
    record = {"type": event.TYPE, **event.model_dump(mode="json", by_alias=True, exclude_defaults=True)}
    return _ENCODER.encode(record)


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one line."""
    found = ADAPTER.json_schema(by_alias=True)
    for definition in found["$defs"].values():
        if "version" in definition.get("properties", {}):
            definition["required"].remove("version")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Conflict Timeline event", **found}


def _without_tag(problem: Problem) -> Problem:
    """Pydantic puts the tags of unions into the path; readers know the line by its fields."""
    return Problem(
        tuple(part for part in problem.path if part not in TYPES and not part.startswith("#")),
        problem.code,
        problem.message,
    )


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise FieldError("KEY_TWICE", "a key stands twice in one object: keep one")
    return record


def _no_constant(name: str) -> None:
    raise FieldError("NOT_A_NUMBER", f"{name} is not JSON: leave the field out where there is no number")


def _where(error: Exception) -> str:
    return f"column {error.colno}" if isinstance(error, json.JSONDecodeError) else type(error).__name__


# Made once: making one takes as long as reading or writing an event.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_DECODER = json.JSONDecoder(object_pairs_hook=_no_key_twice, parse_constant=_no_constant)
