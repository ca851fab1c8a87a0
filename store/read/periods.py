"""Periods as rows: stored for the head of the log with everything known, read back as folded."""

import json
from datetime import date
from typing import Any

from domain.control.state import Alternative, OrderReason, Period, State
from domain.values.days import Days
from domain.values.terms import Certainty, ControlLevel, Manner, OrderReasonKind, Policy


def to_row(place: str, policy: Policy, period: Period) -> dict[str, Any]:
    state = period.state
    return {
        "place": place,
        "policy": policy.value,
        "start": period.start,
        "end_before": period.end,
        "holder": state.holder,
        "level": state.level.value,
        "certainty": state.certainty.value,
        "level_certainty": state.level_certainty.value,
        "since": state.since,
        "manner": state.manner and state.manner.value,
        "basis": json.dumps(state.basis),
        "voices": state.voices,
        "alternatives": json.dumps([[one.holder, one.level, one.claims, one.voices] for one in state.alternatives]),
        "reasons": json.dumps(state.reasons),
        "vouched": json.dumps(days_text(state)),
    }


def days_text(state: State) -> list[list[str]]:
    """The days for which anything in the basis vouches, each run with its first day and the day after its last."""
    return [[day.isoformat() for day in run] for run in state.vouched]


def to_period(row: Any) -> Period:
    return Period(row.start, row.end_before, to_state(row))


def to_state(row: Any) -> State:
    return State(
        holder=row.holder,
        level=ControlLevel(row.level),
        certainty=Certainty(row.certainty),
        since=row.since,
        manner=Manner(row.manner) if row.manner else None,
        basis=tuple(json.loads(row.basis)),
        alternatives=tuple(
            Alternative(holder, ControlLevel(level), tuple(claims), voices)
            for holder, level, claims, voices in json.loads(row.alternatives)
        ),
        level_certainty=Certainty(row.level_certainty),
        voices=row.voices,
        reasons=tuple(
            OrderReason(before, after, OrderReasonKind(kind)) for before, after, kind in json.loads(row.reasons)
        ),
        vouched=tuple(Days(*map(date.fromisoformat, run)) for run in json.loads(row.vouched)),
    )
