"""Older versions of events, read as if they had been written today. What is in the log is never rewritten.

One function for one step, keyed by type and the version that it leaves. A replacement inside a correction is raised
by the same steps.
"""

from collections.abc import Callable
from typing import Any, get_args

from domain.events.union import TYPES
from domain.values.problems import FieldError

Record = dict[str, Any]


def _crossed_border_1_to_2(record: Record) -> Record:
    """Version 1 knew one way across; a report may name several posts, so `via` became a list."""
    way = record.get("via")
    return {**record, "via": [] if way is None else [way]}


_STEPS: dict[tuple[str, int], Callable[[Record], Record]] = {
    ("PersonsCrossedBorder", 1): _crossed_border_1_to_2,
}

CURRENT: dict[str, int] = {name: get_args(model.model_fields["version"].annotation)[0] for name, model in TYPES.items()}


def upcast(record: Record) -> Record:
    """The record in the current version of its type; a record without `version` is taken for a current one."""
    record = _raised(record)
    if isinstance(replacement := record.get("replacement"), dict):
        record = {**record, "replacement": _raised(replacement)}
    return record


def _raised(record: Record) -> Record:
    name = record.get("type")
    if not isinstance(name, str) or name not in CURRENT:
        return record
    version = record.get("version", CURRENT[name])
    if type(version) is not int or not 1 <= version <= CURRENT[name]:
        raise FieldError(
            "UNKNOWN_VERSION", f"{name} has versions 1 to {CURRENT[name]}: leave `version` out for the newest"
        )
    for step in range(version, CURRENT[name]):
        record = _STEPS[name, step](record)
    return {**record, "version": CURRENT[name]}
