"""A repeat is evidence and no news: the fold without repeats gives the answers of the fold over every claim."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.control.answers import answer
from domain.control.policies import hear
from domain.control.repeats import without_repeats
from domain.control.resolution import periods, state_on
from domain.control.resolved_place import ResolvedPlace
from domain.control.sweep import situations
from domain.values.terms import ControlLevel, Interest, Manner, Policy
from tests.support.claim_strategies import DAYS, FIRST, claim_lists, occurrences, policies
from tests.support.control_claims import GOVERNMENT, TALIBAN, changed, seen, spoken


@st.composite
def mostly_repeats(draw):
    """Long rows of sights and echoes, and a few claims that come between."""
    days = st.integers(0, 12).map(lambda n: (FIRST + timedelta(n)).isoformat())
    often = st.sampled_from([TALIBAN] * 6 + [GOVERNMENT])
    found = []
    for position in range(1, draw(st.integers(3, 20)) + 1):
        is_change = draw(st.integers(0, 5)) == 0
        found.append(
            spoken(
                position,
                is_change,
                draw(often),
                draw(st.sampled_from([ControlLevel.CONTROL] * 9 + [ControlLevel.CONTESTED])),
                draw(st.one_of(days, days, st.just("2021-06-05"), occurrences())),
                FIRST + timedelta(days=draw(st.integers(0, 12))),
                draw(st.sampled_from(["map", "map", "map", "other", "", ""])),
                None,
                Manner.UNKNOWN if is_change else None,
                draw(st.sampled_from([Interest.NEUTRAL] * 5 + [Interest.OWN_GAIN])),
            )
        )
    return found


@given(st.one_of(mostly_repeats(), claim_lists()), policies)
def test_the_answers_are_those_of_the_fold_over_every_claim(claims, policy):
    every = ResolvedPlace(hear(claims, policy))
    for day, situation in zip(DAYS, situations(every, DAYS), strict=True):
        assert seen_by(state_on(claims, day, policy)) == seen_by(answer(situation, policy, every))


def seen_by(state):
    """All of a state but through which claims its reasons are told."""
    return replace(state, reasons=tuple(reason.kind for reason in state.reasons))


@given(mostly_repeats())
def test_no_claim_is_lost_and_none_is_listed_twice(claims):
    kept = without_repeats(claims)
    told = [one.position for claim in kept for one in (claim, *claim.repeats)]
    assert sorted(told) == [claim.position for claim in claims]


def test_a_claim_behind_a_repeat_is_listed_as_well():
    first, second, third = (seen(f"2021-06-0{day}", TALIBAN, "map") for day in (1, 2, 3))
    row = [first, second, replace(second, position=second.position + 100), third]
    copy = replace(first, position=first.position + 200, voice="paper", copy_of=first.position)

    for claims in (row, [first, copy, replace(copy, position=copy.position + 1)]):
        state = state_on(claims, date(2021, 6, 3), Policy.AGAINST_INTEREST)
        assert sorted(state.basis) == sorted(claim.position for claim in claims)


def test_a_year_of_one_map_is_its_first_and_its_last_day():
    year = [seen(f"{date(2021, 1, 1) + timedelta(n)}", TALIBAN, "map") for n in range(365)]

    first, last = without_repeats(year)

    assert (first, last.position) == (year[0], year[-1].position)
    assert [claim.position for claim in last.repeats] == [claim.position for claim in year[1:-1]]
    [period] = periods(year, Policy.AGAINST_INTEREST)
    assert period.state.basis == tuple(claim.position for claim in reversed(year))


def test_a_thousand_papers_that_tell_of_one_fall_are_the_first_and_the_last():
    papers = [changed("2021-06-20", TALIBAN, f"paper-{n}") for n in range(1_000)]

    assert len(without_repeats(papers)) == 2


def test_a_source_with_more_to_say_is_no_echo():
    first, *papers = [replace(changed("2021-06-20", TALIBAN, f"paper-{n}"), position=n) for n in (0, 1, 2)]
    more = replace(seen("2021-06-30", GOVERNMENT, "paper-1"), position=3)

    assert without_repeats([first, *papers, more]) == [first, *papers, more]


def test_a_sight_that_answers_somebody_else_is_no_repeat():
    map_, other = [seen(f"2021-06-{day}", GOVERNMENT, "map") for day in (14, 15, 16)], seen("2021-06-15", TALIBAN, "b")

    assert without_repeats([*map_, other]) == [*map_, other]
