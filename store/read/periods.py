"""Periods as rows: stored for the head of the log with everything known, read back as folded."""

import json
from typing import Any

from domain.control.aspects import LEVELS, Aspect
from domain.control.state import Alternative, Period, State
from domain.values.terms import Certainty, Manner, Policy


def to_row(place: str, aspect: Aspect, policy: Policy, period: Period) -> dict[str, Any]:
    state = period.state
    return {
        "place": place,
        "aspect": aspect.value,
        "policy": policy.value,
        "start": period.start,
        "end_before": period.end,
        "holder": state.holder,
        "level": state.level.value,
        "certainty": state.certainty.value,
        "since": state.since,
        "manner": state.manner and state.manner.value,
        "basis": json.dumps(state.basis),
        "alternatives": json.dumps([[one.holder, one.level, one.claims] for one in state.alternatives]),
    }


def to_period(row: Any) -> Period:
    return Period(row.start, row.end_before, to_state(row))


def to_state(row: Any) -> State:
    return State(
        holder=row.holder,
        level=LEVELS[row.level],
        certainty=Certainty(row.certainty),
        since=row.since,
        manner=Manner(row.manner) if row.manner else None,
        basis=tuple(json.loads(row.basis)),
        alternatives=tuple(
            Alternative(holder, LEVELS[level], tuple(claims)) for holder, level, claims in json.loads(row.alternatives)
        ),
    )
