"""The worked cases of the design: given these claims, when this day is asked, then this is the answer."""

from datetime import date

import pytest

from domain.control.resolution import state_on
from domain.control.state import UNKNOWN
from domain.values.terms import Certainty, ControlLevel, Manner, Policy, Reliability
from tests.support.control_claims import (
    GOVERNMENT,
    TALIBAN,
    changed,
    june,
    seen,
    to_own_gain,
)

ESTABLISHED, POSSIBLE, DISPUTED, CLAIMED = (
    Certainty.ESTABLISHED,
    Certainty.POSSIBLE,
    Certainty.DISPUTED,
    Certainty.CLAIMED,
)


def fallen_list():
    """The article's list of what had fallen "to date"."""
    return seen("2021-06-12/2021-06-22", TALIBAN, "asia-plus")


def answer(state):
    return state.holder, state.certainty


class TestOneListAlone:
    def test_at_its_date_it_is_established_since_the_interval(self):
        state = june(23, claim := fallen_list())
        assert answer(state) == (TALIBAN, ESTABLISHED)
        assert (state.level, state.since, state.basis) == ("CONTROL", "2021-06-12/2021-06-22", (claim.position,))

    def test_before_the_interval_nobody_knows(self):
        assert june(11, fallen_list()) == UNKNOWN

    def test_within_the_interval_it_is_possible(self):
        state = june(15, claim := fallen_list())
        assert (state.holder, state.level, state.certainty) == (None, "UNKNOWN", POSSIBLE)
        assert [(a.holder, a.claims) for a in state.alternatives] == [(TALIBAN, (claim.position,))]


class TestAgreeingClaimsNarrowEachOther:
    def claims(self):
        return (
            fallen_list(),
            changed("2021-06-21T12:00/2021-06-21T15:30", TALIBAN, "asia-plus-21"),
            changed("2021-06-19/2021-06-21", TALIBAN, "lwj"),
        )

    @pytest.mark.parametrize("day", [15, 20])
    def test_before_the_narrowest_nothing_is_possible(self, day):
        assert june(day, *self.claims()) == UNKNOWN

    def test_it_is_one_change_reported_three_times(self):
        state = june(21, *(claims := self.claims()))
        assert answer(state) == (TALIBAN, ESTABLISHED)
        assert state.since == "2021-06-21T12:00/2021-06-21T15:30"
        assert set(state.basis) == {c.position for c in claims}


class TestKhwajaGhar:
    def claims(self):
        return (
            fallen_list(),
            changed("2021-06-20", TALIBAN, "afghanistan-times"),
            changed("2021-06-21", GOVERNMENT, "kabulnow", loser=TALIBAN),
        )

    def test_the_list_dates_the_fall_to_the_20th(self):
        assert june(15, *self.claims()) == UNKNOWN
        assert answer(june(20, *self.claims())) == (TALIBAN, ESTABLISHED)

    def test_it_was_retaken_on_the_21st(self):
        assert answer(june(21, *self.claims())) == (GOVERNMENT, ESTABLISHED)

    def test_the_list_still_had_it_as_fallen_on_the_22nd_so_it_is_disputed(self):
        state = june(22, *(claims := self.claims()))
        assert state.certainty is DISPUTED
        assert state.holder is None, "no source is better than the other"
        told = {p for a in state.alternatives for p in a.claims}
        assert {claims[0].position, claims[2].position} <= told

    def test_the_better_source_is_believed(self):
        fallen, fell, _ = self.claims()
        better = changed("2021-06-21", GOVERNMENT, "kabulnow", loser=TALIBAN, reliability=Reliability.B)
        state = june(22, fallen, fell, better)
        assert answer(state) == (GOVERNMENT, DISPUTED)
        assert [a.holder for a in state.alternatives] == [TALIBAN]
        state = june(22, seen("2021-06-12/2021-06-22", TALIBAN, "x", reliability=Reliability.A), fell, better)
        assert (state.holder, state.certainty, state.since) == (TALIBAN, DISPUTED, "2021-06-20")
        assert [a.holder for a in state.alternatives] == [GOVERNMENT]

    def test_a_cautious_reader_gets_contested_and_no_holder(self):
        state = june(22, *self.claims(), policy=Policy.CAUTIOUS)
        assert (state.holder, state.level, state.certainty) == (None, ControlLevel.CONTESTED, DISPUTED)

    def test_if_only_the_ministry_claims_it_the_fall_stands_and_the_retaking_is_an_alternative(self):
        fallen, fell, retaken = self.claims()
        state = june(21, fallen, fell, own := to_own_gain(retaken))
        assert answer(state) == (TALIBAN, CLAIMED)
        assert [(a.holder, a.claims) for a in state.alternatives] == [(GOVERNMENT, (own.position,))]
        assert answer(june(21, fallen, fell, own, policy=Policy.LATEST)) == (GOVERNMENT, ESTABLISHED)


class TestRetakenWithinTheListsInterval:
    def claims(self):
        return fallen_list(), changed("2021-06-13", GOVERNMENT, "lwj")

    def test_the_fall_came_after_the_retaking(self):
        assert answer(june(13, *self.claims())) == (GOVERNMENT, POSSIBLE)
        state = june(15, *self.claims())
        assert answer(state) == (GOVERNMENT, POSSIBLE)
        assert [a.holder for a in state.alternatives] == [TALIBAN]
        state = june(22, *self.claims())
        assert (*answer(state), state.since) == (TALIBAN, ESTABLISHED, "2021-06-13/2021-06-22")

    def test_a_dated_fall_ends_the_doubt(self):
        claims = *self.claims(), changed("2021-06-20", TALIBAN, "afghanistan-times")
        assert answer(june(15, *claims)) == (GOVERNMENT, ESTABLISHED)
        state = june(22, *claims)
        assert (*answer(state), state.since) == (TALIBAN, ESTABLISHED, "2021-06-20")


class TestOwnGain:
    def test_alone_it_is_claimed(self):
        state = june(22, claim := to_own_gain(changed("2021-06-22", TALIBAN, "taliban")))
        assert (state.holder, state.level, state.certainty) == (None, "UNKNOWN", CLAIMED)
        assert [(a.holder, a.claims) for a in state.alternatives] == [(TALIBAN, (claim.position,))]

    def test_both_parties_claim_it(self):
        state = june(
            22,
            to_own_gain(changed("2021-06-22", TALIBAN, "taliban")),
            to_own_gain(changed("2021-06-22", GOVERNMENT, "mod")),
        )
        assert answer(state) == (None, CLAIMED)
        assert {a.holder for a in state.alternatives} == {TALIBAN, GOVERNMENT}

    def test_a_neutral_source_that_speaks_later_settles_it(self):
        claims = (
            changed("2021-06-20", TALIBAN, "lwj"),
            to_own_gain(changed("2021-06-21", GOVERNMENT, "mod")),
            seen("2021-06-23", TALIBAN, "kabulnow"),
        )
        assert answer(june(22, *claims)) == (TALIBAN, CLAIMED)
        assert answer(june(23, *claims)) == (TALIBAN, ESTABLISHED)

    def test_what_a_neutral_source_confirms_is_shown_beside_it(self):
        neutral = changed("2021-06-21", GOVERNMENT, "kabulnow")
        own = to_own_gain(changed("2021-06-21", GOVERNMENT, "mod"))
        assert set(june(21, neutral, own).basis) == {neutral.position, own.position}


class TestAssertions:
    def test_one_source_changes_its_word(self):
        claims = seen("2021-06-15", GOVERNMENT, "map"), seen("2021-06-20", TALIBAN, "map")
        assert june(14, *claims) == UNKNOWN
        assert answer(june(15, *claims)) == (GOVERNMENT, ESTABLISHED)
        assert answer(june(17, *claims)) == (GOVERNMENT, POSSIBLE)
        state = june(20, *claims)
        assert (*answer(state), state.since) == (TALIBAN, ESTABLISHED, "2021-06-15/2021-06-20")

    def test_two_maps_disagree_until_the_last_word(self):
        claims = (
            seen("2021-06-14", GOVERNMENT, "a"),
            seen("2021-06-16", GOVERNMENT, "a"),
            seen("2021-06-15", TALIBAN, "b"),
            seen("2021-06-17", TALIBAN, "b"),
        )
        assert answer(june(14, *claims)) == (GOVERNMENT, ESTABLISHED)
        assert june(15, *claims).certainty is DISPUTED
        assert june(16, *claims).certainty is DISPUTED
        assert answer(june(17, *claims)) == (TALIBAN, ESTABLISHED)

    def test_repeats_make_no_new_period(self):
        claims = [seen(f"2021-06-{day:02}", TALIBAN, "map") for day in range(5, 25)]
        assert june(5, *claims) == june(15, *claims) == june(30, *claims)
        assert len(june(15, *claims).basis) == 20


class TestLosersGiveTheOrder:
    def test_fell_and_retaken_on_one_day(self):
        claims = (
            seen("2021-06-18", GOVERNMENT, "map"),
            changed("2021-06-21T06:00", TALIBAN, "lwj", loser=GOVERNMENT),
            changed("2021-06-21", GOVERNMENT, "kabulnow", loser=TALIBAN),
        )
        assert answer(june(21, *claims)) == (GOVERNMENT, ESTABLISHED)

    def test_retaken_at_an_hour_that_comes_before_the_end_of_the_day_on_which_it_fell(self):
        claims = (
            seen("2021-06-18", GOVERNMENT, "map"),
            changed("2021-06-21", TALIBAN, "lwj", loser=GOVERNMENT),
            changed("2021-06-21T18:00", GOVERNMENT, "kabulnow", loser=TALIBAN),
        )
        assert answer(june(21, *claims)) == (GOVERNMENT, ESTABLISHED)

    def test_where_the_order_is_unknown_two_sources_are_in_dispute(self):
        claims = changed("2021-06-21", TALIBAN, "lwj"), changed("2021-06-21", GOVERNMENT, "kabulnow")
        assert june(21, *claims).certainty is DISPUTED
        assert june(30, *claims).certainty is DISPUTED
        settled = *claims, seen("2021-06-25", TALIBAN, "map")
        assert answer(june(25, *settled)) == (TALIBAN, ESTABLISHED)

    def test_one_source_never_disputes_itself(self):
        fell, retaken = changed("2021-06-21", TALIBAN, "lwj"), changed("2021-06-21", GOVERNMENT, "lwj")
        assert answer(june(21, fell, retaken)) == (GOVERNMENT, ESTABLISHED)


class TestMostReliable:
    def test_only_the_best_grade_counts_among_overlapping_claims(self):
        good = changed("2021-06-21", TALIBAN, "lwj", reliability=Reliability.B, credibility=2)
        poor = changed("2021-06-21", GOVERNMENT, "rumour", reliability=Reliability.D)
        assert answer(june(21, good, poor)) == (TALIBAN, DISPUTED)
        state = june(21, good, poor, policy=Policy.MOST_RELIABLE)
        assert answer(state) == (TALIBAN, ESTABLISHED)
        assert [a.claims for a in state.alternatives] == [(poor.position,)]


class TestManner:
    def test_two_contradicting_reports_are_a_dispute(self):
        claims = (
            changed("2021-06-22", TALIBAN, "lwj", manner=Manner.WITHDRAWN),
            changed("2021-06-22", TALIBAN, "afp", manner=Manner.VIOLENT),
        )
        assert june(22, *claims).manner is Manner.DISPUTED

    def test_a_state_that_was_only_seen_has_none(self):
        assert june(22, fallen_list()).manner is None


def test_no_claim_is_unknown_and_never_government():
    assert state_on((), date(2021, 6, 23), Policy.LATEST) == UNKNOWN


def test_levels_change_without_a_dispute():
    claims = seen("2021-06-10", TALIBAN, "a", level=ControlLevel.INFLUENCE), changed("2021-06-20", TALIBAN, "b")
    assert june(15, *claims).level == "INFLUENCE"
    assert answer(june(20, *claims)) == (TALIBAN, ESTABLISHED)
