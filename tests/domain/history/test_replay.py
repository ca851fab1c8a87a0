"""A replay is the state of each of its days, told as what changed."""

from dataclasses import replace
from datetime import date

from hypothesis import given

from domain.history import diff
from domain.history.replay import frames
from domain.history.steps import days
from domain.values.days import ALWAYS
from domain.values.terms import Policy, Step
from tests.support.claim_strategies import policies
from tests.support.control_claims import TALIBAN, changed
from tests.support.place_histories import Reported, day_lists, place_histories, states, worlds


@given(worlds, day_lists, policies)
def test_folding_the_frames_gives_the_state_of_each_day(world, days, policy):
    found = frames(place_histories(world, policy), days)
    assert [frame.day for frame in found] == days
    folded = {}
    for frame in found:
        folded = {place: state for place, state in folded.items() if place not in frame.gone} | frame.states
        assert folded == states(world, frame.day, policy)


@given(worlds, worlds, day_lists, policies)
def test_a_place_is_in_a_frame_where_its_state_or_its_status_differs(world, other, days, policy):
    histories = place_histories(world, policy)
    statuses = [
        replace(history, periods=status.periods)
        for history, status in zip(histories, place_histories(other, policy), strict=False)
    ]
    together, alone = frames(histories, days, statuses), frames(histories, days)
    of_status = frames([*statuses, *histories[len(statuses) :]], days)
    for both, control, status in zip(together, alone, of_status, strict=True):
        assert both.states.keys() == both.statuses.keys()
        assert both.states.items() >= control.states.items()
        assert both.states.keys() == control.states.keys() | {
            place for place in status.states if place in {history.place for history in statuses}
        }
        assert both.gone == control.gone


@given(worlds, day_lists, policies)
def test_only_the_first_frame_is_full_and_a_later_one_has_only_what_differs(world, days, policy):
    before = {}
    for number, frame in enumerate(frames(place_histories(world, policy), days)):
        now = states(world, frame.day, policy)
        assert frame.full == (number == 0)
        assert frame.states == {place: state for place, state in now.items() if before.get(place) != state}
        assert frame.gone == [place for place in before if place not in now]
        before = now


@given(worlds, day_lists, policies)
def test_the_claims_of_a_frame_are_those_that_did_not_speak_in_the_one_before(world, days, policy):
    # Random claims of different places have the same positions, which a log never has.
    for one in world:
        before: set[int] = set()
        for frame in frames(place_histories([one], policy), days):
            now = {claim for state in states([one], frame.day, policy).values() for claim in diff.claims(state)}
            assert frame.claims == now - before
            before = now


def test_what_comes_and_goes_between_two_frames_is_in_neither():
    told = [changed("2021-06-20", TALIBAN, "a"), changed("2021-06-21", None, "a")]
    weeks = days(date(2021, 6, 22), date(2021, 7, 6), Step.WEEK)
    first, *rest = frames(place_histories([Reported(told, [ALWAYS])], Policy.LATEST), weeks)
    assert first.states
    assert not any(frame.states or frame.claims or frame.gone for frame in rest)
