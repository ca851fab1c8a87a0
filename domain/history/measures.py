"""A published series under both clocks: which value stands for each day, and how often it was revised.

    reports -> one voice a source -> the edition that stands -> the revisions -> the point

- A later edition takes the place of an earlier one of the same source for the same day, month or year. Editions are
  in order of publication, then of the log; a correction belongs to the edition that it corrects, unless its replacement
  says itself when it was published.
- A correction or a retraction counts from the moment from which it is known. What is withdrawn leaves the edition
  before.
- The same number reported again is a repeat and no revision.
- Two sources never revise each other. Both are shown; domain/values/reported_number.py has what they leave of it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from domain.control.standing import Annulment, annulled
from domain.values import edtf
from domain.values.interval import Interval
from domain.values.reported_number import ReportedNumber, reconcile_reports


class Report(NamedTuple):
    """One value as one edition of a source gave it, or as a correction put it in that edition's place.

    `occurred` is the day, month or year measured, EDTF in local civil time; `day` the first day of it, or the last
    where it has no beginning. `known` is the moment (UTC) from which the report is known, `edition_known` that of its
    edition, `edition` the position of the edition's first report.
    """

    position: int
    occurred: str
    day: date
    known: datetime
    edition_known: datetime
    edition: int
    source: str | None
    figure: ReportedNumber

    @property
    def voice(self) -> str:
        """Whose later word takes the place of the earlier; without a source every report is a voice of its own."""
        return self.source or f"#{self.edition}"

    @property
    def order(self) -> tuple[datetime, int, int]:
        return self.edition_known, self.edition, self.position


Annulments = Mapping[Annulment, datetime]
"""Corrections and retractions, each with the moment from which it is known."""
Group = tuple[Interval, str]
"""What is measured, and the voice that says it: within one, later editions take the place of earlier ones."""


class Revision(NamedTuple):
    """From `known` on a source's value was that of `report`; None: it was withdrawn. `by` is what made it so."""

    known: datetime
    by: int
    source: str | None
    report: Report | None


@dataclass(frozen=True, slots=True)
class Point:
    """What stands for one day, month or year. `standing` has the newest report of each source, latest first."""

    figure: ReportedNumber
    disputed: bool
    standing: tuple[Report, ...]
    history: tuple[Revision, ...]
    revisions: int
    """How often a value changed or was withdrawn after its source had first given one."""

    @property
    def newest(self) -> Report:
        return self.standing[0]


def points(reports: Sequence[Report], annulments: Annulments) -> list[Point]:
    """The series, in order of day. `reports` are all that are known, also those that stand no longer."""
    grouped: dict[Group, list[Report]] = defaultdict(list)
    for report in reports:
        grouped[edtf.interval(report.occurred), report.voice].append(report)
    acts = _acts_by_group(grouped, annulments)
    histories: dict[Interval, list[list[Revision]]] = defaultdict(list)
    standing: dict[Interval, list[Report]] = defaultdict(list)
    for group, of_voice in grouped.items():
        revisions, last = _followed(of_voice, acts.get(group, {}))
        histories[group[0]].append(revisions)
        standing[group[0]] += [last] if last else []
    result = [_point(standing[measured], histories[measured]) for measured in histories if standing[measured]]
    return sorted(result, key=lambda point: (point.newest.day, point.newest.occurred))


def _point(standing: Sequence[Report], histories: Sequence[Sequence[Revision]]) -> Point:
    latest = sorted(standing, key=lambda report: report.order, reverse=True)
    figure, disputed = reconcile_reports([report.figure for report in latest])
    history = sorted((revision for revisions in histories for revision in revisions), key=_in_order)
    return Point(
        figure, disputed, tuple(latest), tuple(history), sum(len(revisions) - 1 for revisions in histories if revisions)
    )


def _in_order(revision: Revision) -> tuple[datetime, int, bool, str]:
    """A correction that moves a number from one source to another first takes it away."""
    return revision.known, revision.by, revision.report is not None, revision.source or ""


def _acts_by_group(grouped: Mapping[Group, Sequence[Report]], annulments: Annulments) -> dict[Group, Annulments]:
    """The annulments that bear on the reports of each group. One of a correction bears on both that it lies between."""
    group_of = {report.position: group for group, reports in grouped.items() for report in reports}
    touched: dict[int, set[Group]] = {}
    by_group: dict[Group, dict[Annulment, datetime]] = defaultdict(dict)
    for act in sorted(annulments):
        own = {group_of[act.target]} if act.target in group_of else set()
        touched[act.position] = own | touched.get(act.target, set())
        for group in touched[act.position]:
            by_group[group][act] = annulments[act]
    return dict(by_group)


def _followed(reports: Sequence[Report], acts: Annulments) -> tuple[list[Revision], Report | None]:
    """How one source's value changed as things became known, and the report that stands in the end."""
    # A correction takes one value away and gives another: both are one step.
    report_at = {(report.known, report.position): report for report in reports}
    act_at = {(since, act.position): act for act, since in acts.items()}
    known: list[Report] = []
    known_acts: list[Annulment] = []
    revisions: list[Revision] = []
    last = None
    for step in sorted(report_at.keys() | act_at.keys()):
        known += [report_at[step]] if step in report_at else []
        known_acts += [act_at[step]] if step in act_at else []
        # Without annulments only the newest report can take its place: one day may have thousands of editions.
        last = _in_force(known, known_acts) if known_acts else _newer(last, known[-1])
        if not _goes_on(revisions, last):
            revisions.append(Revision(*step, reports[0].source, last))
    return revisions, last


def _newer(last: Report | None, report: Report) -> Report:
    return last if last and last.order > report.order else report


def _in_force(reports: Sequence[Report], acts: Sequence[Annulment]) -> Report | None:
    gone = annulled(acts)
    return max(
        (report for report in reports if report.position not in gone), key=lambda report: report.order, default=None
    )


def _goes_on(revisions: Sequence[Revision], report: Report | None) -> bool:
    """Whether a reader sees what was seen before."""
    before = revisions[-1].report if revisions else None
    if report is None or before is None:
        return report is before
    return report.figure.same(before.figure)
