"""A series under both clocks: the newest edition stands, sources never revise each other, and nothing is averaged."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.control.standing import Annulment
from domain.history.measures import Report, points
from domain.values.knowledge import end_of_known_day
from domain.values.reported_number import ReportedNumber, reconcile_reports
from domain.values.terms import Qualifier

FIRST = date(2022, 3, 1)


def known_after(days: int) -> datetime:
    return end_of_known_day(FIRST + timedelta(days))


def exactly(number: int) -> ReportedNumber:
    return ReportedNumber(number, number, number, Qualifier.EXACT)


def some(low: int | None = None, best: int | None = None, high: int | None = None) -> ReportedNumber:
    return ReportedNumber(low, best, high, Qualifier.UNKNOWN)


def report(position: int, number: int, out: int | None = None, *, source: str | None = "unhcr", **more) -> Report:
    """The report at a position, published so many days after the first of March; its own position if not told."""
    known = known_after(position if out is None else out)
    given = {"occurred": "2022-03-01", "day": FIRST, "edition_known": known, "edition": position}
    return Report(position=position, known=known, source=source, figure=exactly(number), **given | more)


def values(*reports: Report, acts: dict[Annulment, datetime] | None = None) -> list[int | None]:
    [point] = points(reports, acts or {})
    return [one.report and one.report.figure.best for one in point.history]


class TestOneSource:
    def test_a_later_edition_takes_the_place_of_the_earlier_in_whatever_order_they_were_recorded(self) -> None:
        [point] = points([report(1, 130, out=9), report(2, 134, out=5)], {})

        assert (point.figure, point.revisions) == (exactly(130), 1)
        assert [one.report.figure.best for one in point.history] == [134, 130]

    def test_the_same_number_again_is_no_revision_and_a_return_to_an_old_one_is(self) -> None:
        assert values(report(1, 130), report(2, 130), report(3, 134), report(4, 134), report(5, 130)) == [130, 134, 130]

    def test_an_edition_that_is_recorded_late_changes_nothing_that_stands(self) -> None:
        late = report(3, 99, out=3, edition_known=known_after(1))

        assert values(report(1, 130, out=1), report(2, 134, out=2), late) == [130, 134]

    def test_a_day_and_the_month_it_lies_in_are_two_things(self) -> None:
        month = report(2, 9000, occurred="2022-03")

        assert [point.figure.best for point in points([report(1, 130), month], {})] == [9000, 130]

    def test_of_two_editions_of_one_day_the_later_in_the_log_stands(self) -> None:
        assert values(report(1, 130, out=1), report(2, 134, out=1)) == [130, 134]


class TestAnnulments:
    def test_what_is_withdrawn_leaves_the_edition_before_it(self) -> None:
        retraction = {Annulment(3, 2): known_after(3)}

        assert values(report(1, 130), report(2, 134), acts=retraction) == [130, 134, 130]

    def test_a_series_that_is_withdrawn_whole_has_no_point(self) -> None:
        assert points([report(1, 130)], {Annulment(2, 1): known_after(2)}) == []

    def test_a_retraction_that_is_retracted_brings_the_value_back(self) -> None:
        acts = {Annulment(2, 1): known_after(2), Annulment(3, 2): known_after(3)}

        assert values(report(1, 130), acts=acts) == [130, None, 130]

    def test_a_correction_is_one_step_and_not_a_withdrawal_and_a_new_value(self) -> None:
        correction = report(2, 134, edition=1, edition_known=known_after(1))

        assert values(report(1, 130), correction, acts={Annulment(2, 1, True): correction.known}) == [130, 134]

    def test_mending_an_old_edition_does_not_bring_it_back_over_the_newer(self) -> None:
        mended = report(3, 105, edition=1, edition_known=known_after(1))
        acts = {Annulment(3, 1, True): mended.known}

        assert values(report(1, 1050), report(2, 120), mended, acts=acts) == [1050, 120]

    def test_a_correction_to_another_day_leaves_the_one_and_comes_to_the_other(self) -> None:
        moved = report(2, 130, occurred="2022-03-02", day=FIRST + timedelta(1), edition=1)
        acts = {Annulment(2, 1, True): moved.known}

        assert [point.newest.occurred for point in points([report(1, 130), moved], acts)] == ["2022-03-02"]
        back = acts | {Annulment(3, 2): known_after(3)}
        assert [point.newest.occurred for point in points([report(1, 130), moved], back)] == ["2022-03-01"]


class TestTwoSources:
    def test_they_do_not_revise_each_other(self) -> None:
        [point] = points([report(1, 600, source="iom"), report(2, 280)], {})

        assert (point.figure, point.disputed, point.revisions) == (some(280, None, 600), True, 0)
        assert [one.source for one in point.standing] == ["unhcr", "iom"]

    def test_reports_without_a_source_are_voices_of_their_own(self) -> None:
        [point] = points([report(1, 600, source=None), report(2, 280, source=None)], {})

        assert (point.disputed, len(point.standing)) == (True, 2)


@pytest.mark.parametrize(
    ("figures", "figure", "disputed"),
    [
        ([ReportedNumber(131, None, None, Qualifier.MORE_THAN), exactly(134)], exactly(134), False),
        ([some(10, None, 20), some(15, 18, 30)], some(15, 18, 20), False),
        ([some(10, 12, 20), some(10, 15, 20)], some(10, None, 20), True),
        (
            [ReportedNumber(None, None, 100, Qualifier.UP_TO), ReportedNumber(131, None, None, Qualifier.MORE_THAN)],
            some(),
            True,
        ),
        ([exactly(280), exactly(2300), exactly(600)], some(280, None, 2300), True),
        ([ReportedNumber(None, 130, None, Qualifier.ABOUT), exactly(134)], some(130, None, 134), True),
        ([ReportedNumber(None, 600, None, Qualifier.ABOUT), some(500, None, 700)], some(500, 600, 700), False),
        ([ReportedNumber(None, None, None, Qualifier.MANY), exactly(280), exactly(600)], some(280, None, 600), True),
    ],
)
def test_figures_narrow_each_other_or_are_disputed(
    figures: list[ReportedNumber], figure: ReportedNumber, disputed: bool
) -> None:
    assert reconcile_reports(figures) == (figure, disputed)
    assert reconcile_reports(figures[::-1]) == (figure, disputed)


numbers = st.one_of(st.none(), st.integers(0, 9))
any_figure = st.tuples(numbers, numbers).map(
    lambda two: some(min(two), None, max(two)) if None not in two else some(two[0], None, two[1])
)


@given(st.lists(any_figure, min_size=1, max_size=5))
def test_no_number_lies_outside_of_what_was_reported(figures: list[ReportedNumber]) -> None:
    figure, disputed = reconcile_reports(figures)

    told = {number for one in figures for number in one.range}
    assert {figure.low, figure.high} <= told | {None}
    inside = [n for n in range(10) if all((o.low or 0) <= n <= (9 if o.high is None else o.high) for o in figures)]
    assert disputed == (not inside)
    assert all((figure.low or 0) <= n <= (9 if figure.high is None else figure.high) for n in inside)
