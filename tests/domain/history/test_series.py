"""A series is the tally of each of its days."""

from datetime import date

from hypothesis import given

from domain.history.place_history import PlaceHistory
from domain.history.series import series
from domain.history.steps import days
from domain.history.tally import tally
from domain.values.days import ALWAYS, Days
from domain.values.terms import Policy, Step
from tests.support.claim_strategies import policies
from tests.support.control_claims import TALIBAN, changed
from tests.support.place_histories import Reported, day_lists, place_histories, states, worlds

JUNE = days(date(2021, 6, 19), date(2021, 6, 22), Step.DAY)


@given(worlds, day_lists, policies)
def test_every_point_is_the_tally_of_its_day(world, days, policy):
    found = series(place_histories(world, policy), days)
    assert [point.day for point in found] == days
    for point in found:
        of_the_day = states(world, point.day, policy)
        assert (point.denominator, point.rows) == (len(of_the_day), tally(of_the_day.values()))


def test_a_place_counts_from_the_day_it_exists_until_the_day_before_it_does_not():
    [life] = place_histories(
        [Reported([changed("2021-06-20", TALIBAN, "a")], [Days(date(2021, 6, 20), date(2021, 6, 22))])], Policy.LATEST
    )
    found = series([life], JUNE)
    assert [point.denominator for point in found] == [0, 1, 1, 0]
    assert [[(row.held[0], row.low) for row in point.rows] for point in found] == [[], *[[(TALIBAN, 1)]] * 2, []]


def test_a_place_of_which_nobody_says_anything_counts_as_unknown():
    [point, *_] = series([PlaceHistory("quiet", (ALWAYS,), ())], JUNE)
    assert (point.denominator, point.rows) == (1, [((None, "UNKNOWN"), 1, 1)])
