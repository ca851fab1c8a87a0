"""A stated total beside our own count: what certainly is, what may be, and what cannot be told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.history.captures import fell_within, gained_within, held_at_end
from domain.history.claimed_totals import ClaimedTotal
from domain.history.holding import Holding
from domain.history.place_history import PlaceHistory
from domain.history.tally_comparison import consistent, counted_total
from domain.values.days import Days
from domain.values.reported_number import ReportedNumber
from domain.values.terms import ControlLevel, PlaceKind, Policy, Qualifier, TallyBasis
from service.wording.tally_notes import tally_note
from tests.support.claim_strategies import DAYS
from tests.support.control_claims import GOVERNMENT, TALIBAN, changed, seen, to_own_gain
from tests.support.place_histories import place_histories, place_history, worlds

JUNE = Days.between(date(2021, 6, 1), date(2021, 6, 30))


def window(first: int, last: int) -> Days:
    return Days.between(date(2021, 6, first), date(2021, 6, last))


def claim(
    numerator: ReportedNumber, basis: TallyBasis = TallyBasis.NET, days: Days = JUNE, denominator: int | None = None
) -> ClaimedTotal:
    return ClaimedTotal("af", PlaceKind.DISTRICT, HELD, numerator, denominator, basis, days)


def exactly(number: int) -> ReportedNumber:
    return ReportedNumber(number, number, number, Qualifier.EXACT)


def more_than(number: int) -> ReportedNumber:
    return ReportedNumber(number + 1, None, None, Qualifier.MORE_THAN)


HELD = Holding(TALIBAN)
FELL = changed("2021-06-20", TALIBAN, "a")
RETAKEN = changed("2021-06-21", GOVERNMENT, "a")
FELL_AGAIN = changed("2021-06-25", TALIBAN, "a")


class TestFalls:
    def test_a_claim_about_a_day_after_the_end_of_a_place_is_no_fall_of_it(self) -> None:
        told = fell_within(place_history(FELL, exists_to=date(2021, 6, 20)), HELD, JUNE)

        assert (told.possible, told.lost) == (False, False)

    def test_a_place_that_fell_twice_counts_once_and_its_falls_are_two(self) -> None:
        told = fell_within(place_history(FELL, RETAKEN, FELL_AGAIN), HELD, JUNE)

        assert (told.certain, told.falls, told.lost, told.may_be_lost) == (True, (2, 2), False, False)

    def test_a_place_that_was_retaken_still_fell(self) -> None:
        told = fell_within(place_history(FELL, RETAKEN), HELD, JUNE)

        assert (told.certain, told.falls, told.lost) == (True, (1, 1), True)

    def test_what_was_held_before_the_window_did_not_fall_in_it(self) -> None:
        told = fell_within(place_history(FELL), HELD, window(21, 30))

        assert (told.certain, told.possible, told.silent) == (False, False, False)

    def test_a_fall_some_time_in_ten_days_is_certain_in_those_and_possible_in_fewer(self) -> None:
        listed = place_history(seen("2021-06-12/2021-06-22", TALIBAN, "list"))

        assert fell_within(listed, HELD, window(12, 22)).certain
        part = fell_within(listed, HELD, window(15, 30))
        assert (part.certain, part.possible, part.falls) == (False, True, (0, 1))
        assert not fell_within(listed, HELD, window(23, 30)).possible

    def test_a_place_that_is_seen_in_the_holders_hands_may_have_been_so_before_the_window(self) -> None:
        found = place_history(seen("2021-06-22", TALIBAN, "map"))

        assert not fell_within(found, HELD, JUNE).certain
        assert fell_within(found, HELD, JUNE).possible
        assert fell_within(found, HELD, Days.between(None, JUNE.last)).certain

    def test_a_fall_that_only_the_holder_claims_is_possible(self) -> None:
        told = fell_within(place_history(to_own_gain(changed("2021-06-20", TALIBAN, "taliban"))), HELD, JUNE)

        assert (told.certain, told.possible, told.may_be_lost) == (False, True, True)

    def test_a_dispute_over_a_retaking_is_no_second_fall(self) -> None:
        told = fell_within(
            place_history(FELL, changed("2021-06-22", GOVERNMENT, "b"), seen("2021-06-22", TALIBAN, "c")), HELD, JUNE
        )

        assert (told.certain, told.falls, told.lost, told.may_be_lost) == (True, (1, 1), False, True)

    def test_influence_may_count_and_control_after_it_is_the_same_fall(self) -> None:
        influence = changed("2021-06-10", TALIBAN, "a", level=ControlLevel.INFLUENCE)

        assert fell_within(place_history(influence), HELD, JUNE)[:2] == (False, True)
        assert fell_within(place_history(influence, FELL), HELD, JUNE).falls == (1, 1)
        assert fell_within(place_history(influence, FELL), HELD, window(15, 30))[:2] == (False, True)

    def test_days_of_which_nobody_spoke_are_silent_unless_it_counts_already(self) -> None:
        government = place_history(seen("2021-06-15", GOVERNMENT, "map"))

        assert fell_within(government, HELD, JUNE).silent
        assert not fell_within(government, HELD, window(15, 30)).silent
        assert not fell_within(place_history(FELL), HELD, JUNE).silent


class TestNetGain:
    @pytest.mark.parametrize(
        ("claims", "days", "expected"),
        [
            ((FELL,), JUNE, (True, True)),
            ((FELL, RETAKEN), JUNE, (False, False)),
            ((FELL, RETAKEN, FELL_AGAIN), JUNE, (True, True)),
            ((FELL,), window(21, 30), (False, False)),
            ((seen("2021-06-22", TALIBAN, "map"),), JUNE, (False, True)),
            ((FELL, changed("2021-06-22", GOVERNMENT, "b"), seen("2021-06-22", TALIBAN, "c")), JUNE, (False, True)),
        ],
        ids=["fell", "was retaken", "fell again", "fell before", "nobody knows since when", "in dispute at the end"],
    )
    def test_what_fell_in_the_window_counts_if_it_is_held_at_its_end(self, claims, days, expected) -> None:
        found = gained_within(place_history(*claims), HELD, days)

        assert (found.certain, found.possible) == expected

    def test_what_nobody_speaks_of_is_silent(self) -> None:
        assert gained_within(place_history(), HELD, JUNE).silent
        assert not gained_within(place_history(FELL), HELD, JUNE).silent


class TestLevels:
    EITHER = Holding(TALIBAN, frozenset({ControlLevel.CONTROL, ControlLevel.CONTESTED}))
    CONTESTED_ONLY = Holding(TALIBAN, frozenset({ControlLevel.CONTESTED}))
    CONTESTED = changed("2021-06-20", TALIBAN, "a", level=ControlLevel.CONTESTED)
    BY_OTHERS = seen("2021-06-20", GOVERNMENT, "a", level=ControlLevel.CONTESTED)

    @pytest.mark.parametrize("way", [held_at_end, fell_within, gained_within])
    def test_captured_or_contested_counts_both_for_certain(self, way) -> None:
        assert way(place_history(self.CONTESTED), HELD, JUNE)[:2] == (False, True)
        assert way(place_history(self.CONTESTED), self.EITHER, JUNE)[:2] == (True, True)
        assert way(place_history(FELL), self.EITHER, JUNE)[:2] == (True, True)

    def test_what_is_wholly_held_is_not_contested(self) -> None:
        assert held_at_end(place_history(FELL), self.CONTESTED_ONLY, JUNE)[:2] == (False, False)
        assert held_at_end(place_history(self.CONTESTED), self.CONTESTED_ONLY, JUNE)[:2] == (True, True)

    def test_what_is_contested_may_be_contested_by_the_holder_whoever_is_named(self) -> None:
        assert held_at_end(place_history(self.BY_OTHERS), self.EITHER, JUNE)[:2] == (False, True)
        assert held_at_end(place_history(self.BY_OTHERS), HELD, JUNE)[:2] == (False, False)
        assert fell_within(place_history(self.BY_OTHERS, FELL_AGAIN), self.EITHER, JUNE).falls == (1, 1)

    def test_a_place_that_others_contested_in_between_may_not_have_fallen_again(self) -> None:
        contested = changed("2021-06-22", GOVERNMENT, "a", level=ControlLevel.CONTESTED)

        assert fell_within(place_history(FELL, contested, FELL_AGAIN), HELD, JUNE).falls == (2, 2)
        assert fell_within(place_history(FELL, contested, FELL_AGAIN), self.EITHER, JUNE).falls == (1, 2)


class TestConsistent:
    def ask(self, stated: ClaimedTotal, *places: PlaceHistory) -> bool | None:
        return consistent(stated, counted_total(stated, places))

    def test_bounds_that_meet_fit(self) -> None:
        assert self.ask(claim(exactly(1)), place_history(FELL), place_history(RETAKEN))
        assert self.ask(claim(more_than(0)), place_history(FELL))

    def test_more_than_could_be_does_not_fit(self) -> None:
        assert self.ask(claim(exactly(2)), place_history(FELL), place_history(RETAKEN)) is False

    def test_less_than_there_certainly_are_does_not_fit(self) -> None:
        up_to = ReportedNumber(None, None, 1, Qualifier.UP_TO)
        assert self.ask(claim(up_to), place_history(FELL), place_history(FELL_AGAIN)) is False

    def test_places_of_which_nobody_spoke_could_make_up_the_difference(self) -> None:
        assert self.ask(claim(more_than(1)), place_history(FELL), place_history()) is None
        assert self.ask(claim(more_than(2)), place_history(FELL), place_history()) is False

    def test_another_list_of_places_could_make_up_the_difference(self) -> None:
        assert self.ask(claim(exactly(2), denominator=3), place_history(FELL), place_history(RETAKEN)) is None
        assert self.ask(claim(exactly(2), denominator=2), place_history(FELL), place_history(RETAKEN)) is False

    def test_a_word_without_a_number_cannot_be_compared(self) -> None:
        dozens = ReportedNumber(None, None, None, Qualifier.DOZENS)
        assert self.ask(claim(dozens), place_history(FELL)) is None

    def test_a_claim_that_names_no_holder_cannot_be_compared(self) -> None:
        stated = ClaimedTotal("af", PlaceKind.DISTRICT, None, exactly(1), None, TallyBasis.NET, JUNE)

        found = counted_total(stated, [place_history(FELL)])
        assert (found.count.low, found.count.high, found.denominator) == (None, None, 1)
        assert self.ask(stated, place_history(FELL)) is None
        assert "No holder" in tally_note(stated, found)


class TestDenominator:
    def test_a_net_total_is_of_the_places_of_its_last_day(self) -> None:
        split = date(2021, 6, 30)
        places = [place_history(exists_to=split), place_history(exists_from=split), place_history(exists_from=split)]

        assert counted_total(claim(exactly(0)), places).denominator == 2
        assert counted_total(claim(exactly(0), days=window(1, 29)), places).denominator == 1

    def test_falls_are_of_the_places_of_any_day(self) -> None:
        split = date(2021, 6, 15)
        places = [
            place_history(FELL, exists_to=split),
            place_history(exists_from=split),
            place_history(exists_from=split),
        ]

        assert counted_total(claim(exactly(0), TallyBasis.GROSS_FALLS), places).denominator == 3
        assert counted_total(claim(exactly(0), TallyBasis.GROSS_FALLS, window(15, 30)), places).denominator == 2


def test_the_note_never_divides_one_number_by_the_total_of_the_other() -> None:
    stated = claim(more_than(50), TallyBasis.GROSS_FALLS, denominator=370)

    told = tally_note(stated, counted_total(stated, [place_history(FELL), place_history()]))

    assert "The log shows 1 of 2 (district) that came under the holder from 2021-06-01 to 2021-06-30" in told
    assert "of 370 places and the log knows 2" in told
    assert "%" not in told


@pytest.mark.parametrize("basis", TallyBasis)
@given(
    world=worlds,
    days=st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)),
    policy=st.sampled_from(Policy),
    levels=st.frozensets(st.sampled_from(ControlLevel), min_size=1),
)
def test_counts_stay_within_the_places_that_there_were(basis, world, days, policy, levels) -> None:
    asked, holding = Days.between(min(days), max(days)), Holding(TALIBAN, levels)
    stated = ClaimedTotal("af", PlaceKind.DISTRICT, holding, exactly(0), None, basis, asked)

    found = counted_total(stated, place_histories(world, policy))

    assert 0 <= found.count.low <= found.count.high <= found.denominator - found.silent
    if found.falls:
        assert found.count.low <= found.falls.low <= found.falls.high
        assert found.recaptured.low <= found.recaptured.high <= found.count.high


@given(world=worlds, days=st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)), policy=st.sampled_from(Policy))
def test_a_longer_window_has_no_fewer_falls(world, days, policy) -> None:
    short, long = Days.between(max(days), max(days)), Days.between(min(days), max(days))
    for one in place_histories(world, policy):
        inner, outer = fell_within(one, HELD, short), fell_within(one, HELD, long)
        assert inner.certain <= outer.certain
        assert inner.falls[0] <= outer.falls[0]


@given(world=worlds, days=st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)), policy=st.sampled_from(Policy))
def test_what_was_gained_is_what_fell_and_is_held(world, days, policy) -> None:
    asked = Days.between(min(days), max(days))
    for one in place_histories(world, policy):
        gained = gained_within(one, HELD, asked)
        fell, held = fell_within(one, HELD, asked), held_at_end(one, HELD, asked)
        assert gained.certain <= (fell.certain and held.certain)
        assert gained.possible <= (fell.possible and held.possible)


@given(world=worlds, day=st.sampled_from(DAYS), policy=st.sampled_from(Policy))
def test_what_certainly_fell_and_was_not_lost_is_held_at_the_end_or_in_doubt(world, day, policy) -> None:
    for one in place_histories(world, policy):
        fell = fell_within(one, HELD, Days.between(None, day))
        held = held_at_end(one, HELD, Days.between(day, day))
        assert not (fell.lost and held.certain)
        if held.certain and any(since <= day < until for since, until in one.existence):
            assert fell.certain
