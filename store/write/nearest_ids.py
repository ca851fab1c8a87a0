"""Refusals of unknown ids, with the ids on record that may have been meant."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from domain.events import Event
from domain.values.problems import Problem, Refused
from store.db import limits, tables
from store.db.connections import Connection
from store.read.text_search import beside

_COLUMNS = {
    "UNKNOWN_PLACE": tables.place_version.c.place,
    "UNKNOWN_ACTOR": tables.actor_version.c.actor,
    "UNKNOWN_SOURCE": tables.source_version.c.source,
    "UNKNOWN_EVENT": tables.event.c.id,
}


async def with_nearest(conn: Connection, refusal: Refused, events: Sequence[Event]) -> Refused:
    """The same refusal; of the first few unknown ids each problem names what stands near it, if anything does.

    A file may have thousands of unknown ids, and others wait meanwhile: two statements are spent on each of a few.
    """
    near: dict[tuple[str, str], list[str]] = {}
    problems = []
    for problem in refusal.problems:
        id = _value(events, problem.path) if problem.code in _COLUMNS else None
        if isinstance(id, str):
            asked = problem.code, id
            if asked not in near and len(near) < limits.NAMES_EXPLAINED_MAX:
                near[asked] = await beside(conn, _COLUMNS[problem.code], id)
            problem = _explained(problem, near.get(asked, []))
        problems.append(problem)
    return Refused(*problems)


def _explained(problem: Problem, near: list[str]) -> Problem:
    what, colon, remedy = problem.message.partition(": ")
    if not (near and colon):
        return problem
    return replace(problem, message=f"{what}; did you mean {' or '.join(near)}? Otherwise {remedy}")


def _value(events: Sequence[Event], path: tuple[str, ...]) -> Any:
    """What stands at the path of a problem, which begins with the index of its event; None where it leads nowhere."""
    index, *rest = path or ("",)
    if not (index.isdecimal() and int(index) < len(events)):
        return None
    value: Any = events[int(index)].model_dump(mode="json", by_alias=True)
    for step in rest:
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value
