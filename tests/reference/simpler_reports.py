"""Simpler reports of the same turn or sight, for shrinking."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from domain.values.interval import OPEN_START
from domain.values.terms import Interest
from tests.reference.true_history import TrueHistory
from tests.reference.true_reports import Form, Report

_DAY = timedelta(days=1)
_PLAIN: dict[str, Any] = {
    "loser": None,
    "regained": False,
    "interest": Interest.NEUTRAL,
    "reliability": None,
    "credibility": None,
}


def complexity(report: Report) -> int:
    """How much there is to read in a report: its details, its hours, the width of its window in days."""
    details = sum(getattr(report, name) != plain for name, plain in _PLAIN.items())
    window = report.window
    width = 9 if window.start == OPEN_START else (window.end - window.start).days
    return 3 * details + report.occurred.count("T") + report.occurred.count("/") + width


def simpler_reports(report: Report, history: TrueHistory) -> Iterator[Report]:
    """Not all of them are true."""
    for name, plain in _PLAIN.items():
        yield replace(report, **{name: plain})
    for occurred in _simpler_dates(report, history):
        try:
            simpler = replace(report, occurred=occurred)
            end = simpler.window.end.date()
        except ValueError:  # it ends before it begins
            continue
        yield replace(simpler, published=max(simpler.published, end))


def _simpler_dates(report: Report, history: TrueHistory) -> Iterator[str]:
    if report.form is Form.CHANGE:
        yield str(history.turns[report.about].moment.date())
    start, _, end = report.occurred.rpartition("/")
    if not start:
        yield end[:10]
        return
    if start == "..":
        start = str(history.turns[report.about].moment.date() - _DAY)
    first, last = date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
    yield f"{first}/{last}"
    yield f"{first + _DAY}/{last}"
    yield f"{first}/{last - _DAY}"
