"""Periods as rows: stored for the head of the log with everything known, read back as folded."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement

from domain.control.aspects import LEVELS, Aspect
from domain.control.state import Alternative, OrderReason, Period, State
from domain.values.days import Days
from domain.values.terms import Certainty, Manner, OrderReasonKind, Policy
from store.db import tables
from store.read.derived import json_of

BITS = {policy: 1 << number for number, policy in enumerate(Policy)}
"""The bit of each policy in `policies`. A policy that is added comes last, so that stored rows keep their meaning."""


def to_rows(place: str, aspect: Aspect, folded: Mapping[Policy, Sequence[Period]]) -> Iterator[dict[str, Any]]:
    """The periods of one place by policy as rows, of which each stands for all policies that have the same period."""
    sharing: dict[int, int] = {}
    for policy, periods in folded.items():
        sharing[id(periods)] = sharing.get(id(periods), 0) | BITS[policy]
    by_start: dict[date, list[tuple[Period, int]]] = defaultdict(list)
    for periods in {id(periods): periods for periods in folded.values()}.values():
        for period in periods:
            _share(by_start[period.start], period, sharing[id(periods)])
    return (to_row(place, aspect, bits, period) for shared in by_start.values() for period, bits in shared)


def _share(shared: list[tuple[Period, int]], period: Period, bits: int) -> None:
    """Add a period under some policies to those with the same start. To hash a period takes longer than to compare it
    with one or two.
    """
    for number, (other, under) in enumerate(shared):
        if other == period:
            shared[number] = other, under | bits
            return
    shared.append((period, bits))


def under(policy: Policy) -> ColumnElement[bool]:
    """The condition that a row of the table of periods has a period under this policy."""
    return tables.period.c.policies.bitwise_and(BITS[policy]) != 0


def to_row(place: str, aspect: Aspect, policies: int, period: Period) -> dict[str, Any]:
    """One row; `policies` are the bits of all policies under which the place has this period."""
    state = period.state
    return {
        "place": place,
        "aspect": aspect.value,
        "start": period.start,
        "policies": policies,
        "end_before": period.end,
        "holder": state.holder,
        "level": state.level.value,
        "certainty": state.certainty.value,
        "level_certainty": state.level_certainty.value,
        "since": state.since,
        "manner": state.manner and state.manner.value,
        "basis": _numbers(state.basis),
        "voices": state.voices,
        "alternatives": _alternatives(state.alternatives),
        "reasons": _reasons(state.reasons),
        "vouched": _vouched(state.vouched),
    }


def days_text(days: Sequence[Days]) -> list[list[str]]:
    """Runs of days, each with its first day and the day after its last."""
    return [[day.isoformat() for day in run] for run in days]


_json = json.JSONEncoder(separators=(",", ":")).encode
# What follows writes the same. The encoder takes microseconds to begin, for four short lists in every period.


def _array(elements: Iterable[str]) -> str:
    return f"[{','.join(elements)}]"


def _numbers(positions: Iterable[int]) -> str:
    return _array(map(str, positions))


def _alternatives(others: Iterable[Alternative]) -> str:
    return _array(f'[{_json(o.holder)},"{o.level}",{_numbers(o.claims)},{o.voices}]' for o in others)


def _reasons(reasons: Iterable[OrderReason]) -> str:
    return _array(f'[{before},{after},"{kind}"]' for before, after, kind in reasons)


@lru_cache(maxsize=256)
def _vouched(days: Iterable[Days]) -> str:
    return _array(f'["{since}","{until}"]' for since, until in days)


def to_period(row: Any) -> Period:
    return Period(row.start, row.end_before, to_state(row))


def to_state(row: Any) -> State:
    return State(
        holder=row.holder,
        level=LEVELS[row.level],
        certainty=Certainty(row.certainty),
        since=row.since,
        manner=Manner(row.manner) if row.manner else None,
        basis=tuple(json_of(row.basis)),
        alternatives=tuple(
            Alternative(holder, LEVELS[level], tuple(claims), voices)
            for holder, level, claims, voices in json_of(row.alternatives)
        ),
        level_certainty=Certainty(row.level_certainty),
        voices=row.voices,
        reasons=tuple(
            OrderReason(before, after, OrderReasonKind(kind)) for before, after, kind in json_of(row.reasons)
        ),
        vouched=tuple(Days(*map(date.fromisoformat, run)) for run in json_of(row.vouched)),
    )
