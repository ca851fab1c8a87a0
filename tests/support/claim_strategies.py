"""Strategies for Hypothesis: lists of control claims about one place, within a few days of June 2021."""

from datetime import date, timedelta

from hypothesis import strategies as st

from domain.values.terms import ControlLevel, Interest, Policy, Reliability
from tests.support.control_claims import spoken
from tests.support.moments import known

FIRST = date(2021, 6, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(-2, 16)]
HOLDERS = ["taliban", "government", None]
policies = st.sampled_from(Policy)
moments = known(st.integers(0, 12).map(lambda n: FIRST + timedelta(days=n)))


@st.composite
def occurrences(draw):
    first = draw(st.integers(0, 11))
    day = FIRST + timedelta(days=first)
    last = day + timedelta(days=draw(st.integers(0, 4)))
    return draw(
        st.sampled_from(
            [
                f"{day}",
                f"{day}",
                f"{day}/{last}",
                f"../{day}",
                f"{day}T06:00",
                f"{day}T18:00",
                f"{day}T12:00/{last}T20:30",
            ]
        )
    )


@st.composite
def claim_lists(draw, sources=("a", "b", "c", None), max_size=8):
    found = []
    for position in range(1, draw(st.integers(0, max_size)) + 1):
        changed, holder = draw(st.booleans()), draw(st.sampled_from(HOLDERS))
        others = [h for h in HOLDERS if h != holder]
        found.append(
            spoken(
                position,
                changed,
                holder,
                draw(st.sampled_from([ControlLevel.CONTROL, ControlLevel.CONTROL, ControlLevel.CONTESTED])),
                draw(occurrences()),
                draw(moments),
                draw(st.sampled_from(sources)),
                draw(st.sampled_from([None, *others])) if changed else None,
                None,
                draw(st.sampled_from(Interest)),
                draw(st.sampled_from([None, Reliability.A, Reliability.C])),
                draw(st.sampled_from([None, 2, 5])),
            )
        )
    return found
