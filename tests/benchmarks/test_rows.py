"""What a line of the table says about a goal."""

import pytest

from benchmarks.report.row import Figure, Row


def figure(*samples: float) -> Figure:
    return Figure(samples, "ms")


def row(ours: Figure | None, bound: float | None, peer: Figure | None = None, **more: object) -> Row:
    return Row("goal", "work", "ours", ours, bound, peer, "peer" if peer else "", **more)  # type: ignore[arg-type]


def test_a_ratio_is_the_median_of_the_ratios_of_the_rounds() -> None:
    """Given a machine that was slow for both in the second round, then the ratio is that of the rounds, undisturbed."""
    measured = row(figure(2, 20, 4), 1, figure(1, 10, 2))

    assert measured.ratios == (2, 2, 2)
    assert measured.result == 2


def test_without_as_many_rounds_the_middle_of_the_peer_is_the_measure() -> None:
    assert row(figure(6), 2, figure(1, 2, 30)).result == 3


@pytest.mark.parametrize(
    ("ours", "bound", "at_least", "met"),
    [(2.0, 2.0, False, True), (2.1, 2.0, False, False), (2.1, 2.0, True, True), (1.9, 2.0, True, False)],
)
def test_a_goal_is_met_at_its_bound(ours: float, bound: float, at_least: bool, met: bool) -> None:
    assert row(figure(ours), bound, at_least=at_least).met is met
    assert row(figure(ours * 3), bound, figure(3), at_least=at_least).met is met


def test_a_line_without_a_bound_is_not_judged() -> None:
    assert row(figure(5), None).met is None


def test_a_refused_question_meets_no_goal() -> None:
    assert row(None, 1, figure(1), refusal="too much").met is False
    assert row(None, None, refusal="too much").met is None


def test_a_peer_that_refuses_leaves_nothing_to_judge_by() -> None:
    refused = Row("goal", "work", "ours", figure(1), 1, None, "peer", refusal="too much")

    assert refused.result is None
