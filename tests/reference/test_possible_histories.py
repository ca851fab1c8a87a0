"""The states that true claims leave possible: some read off by hand, and the truth always among them."""

from datetime import date
from random import Random

import pytest

from domain.control.claims import Claim
from domain.values.terms import ControlLevel, Interest
from tests.reference.claims import make_claim
from tests.reference.possible_histories import SOMEBODY, possible_states
from tests.reference.reporting import DENSE, Knobs
from tests.reference.true_worlds import random_world

POSITIONS = iter(range(1, 1_000))


def took(holder: str, occurred: str, voice: str, loser: str | None = None, **more: object) -> Claim:
    return reported(True, holder, occurred, voice, loser=loser, **more)


def seen(holder: str, occurred: str, voice: str) -> Claim:
    return reported(False, holder, occurred, voice)


def reported(changed: bool, holder: str, occurred: str, voice: str, **more: object) -> Claim:
    fields = {"changed": changed, "holder": holder, "level": ControlLevel.CONTROL, "occurred": occurred, **more}
    return make_claim(next(POSITIONS), voice, date(2021, 6, 20), **fields)


def holders(day: int, *claims: Claim) -> set[str | None]:
    days = [date(2021, 6, n) for n in range(1, 15)]
    return {holder for holder, _ in possible_states(claims, days)[date(2021, 6, day)]}


def test_a_turn_may_have_come_at_any_time_of_its_window():
    fell = took("T", "2021-06-04/2021-06-06", "a"), seen("G", "2021-06-03", "b")

    assert holders(3, *fell) == {"G"}
    assert holders(5, *fell) == {"G", "T"}
    assert holders(6, *fell) == {"T"}


def test_before_the_first_word_anybody_may_have_held_it():
    assert SOMEBODY in holders(4, took("T", "2021-06-05", "a"))
    assert holders(5, took("T", "2021-06-05", "a")) == {"T"}


def test_losers_give_the_order_of_a_day():
    fell, retaken = took("T", "2021-06-05", "a"), took("G", "2021-06-05", "b")

    assert holders(5, fell, retaken) == {"G", "T"}
    assert holders(5, fell, took("G", "2021-06-05", "b", loser="T"), seen("G", "2021-06-04", "c")) == {"G"}


def test_a_voice_tells_first_what_came_first():
    assert holders(5, took("T", "2021-06-05", "a"), took("G", "2021-06-05", "a")) == {"G"}


def test_partly_overlapping_windows_of_one_voice_have_the_order_of_time():
    assert holders(10, took("T", "2021-06-09/2021-06-10", "a"), took("G", "2021-06-06/2021-06-09", "a")) == {"T"}


def test_what_a_voice_still_saw_inside_its_own_window_came_first():
    assert holders(7, took("T", "2021-06-05/2021-06-07", "a", loser="G"), seen("G", "2021-06-06", "a")) == {"T"}


def test_nobody_takes_a_place_of_which_nobody_tells():
    claims = seen("G", "2021-06-03", "a"), seen("G", "2021-06-05", "a"), seen("T", "2021-06-07", "b")

    assert holders(4, *claims) == {"G"}
    assert holders(6, *claims) == {"G", "T"}


def test_a_party_alone_makes_no_turn():
    own = took("T", "2021-06-05", "a", interest=Interest.OWN_GAIN)

    assert holders(5, seen("G", "2021-06-03", "b"), own) == set()
    assert holders(5, seen("G", "2021-06-03", "b"), own, seen("T", "2021-06-08", "c")) == {"T"}


@pytest.mark.parametrize("knobs", [Knobs(), DENSE], ids=["some days", "dense"])
def test_the_truth_is_always_possible(knobs: Knobs):
    for number in range(300):
        world = random_world(Random(number), knobs)
        days = [day for day in world.days if day >= world.first_word]
        possible = possible_states(world.claims, days)
        assert [day for day in days if world.history.state_on(day) not in possible[day]] == []
