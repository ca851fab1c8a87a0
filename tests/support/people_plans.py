"""Random tellings of people who cross one border, with corrections and retractions, for Hypothesis."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from domain.events import Event
from tests.support.builders import corrected, retracted
from tests.support.counting_cases import crossed, exact

FIRST = date(2021, 6, 1)
days = st.integers(0, 9).map(lambda n: (FIRST + timedelta(n)).isoformat())
reports = st.fixed_dictionaries(
    {
        "number": st.integers(0, 99),
        "occurred": days | st.tuples(days, days).map(lambda two: "/".join(sorted(two))),
        "published": days,
        "incident": st.sampled_from([None, "i", "j"]),
        "part_of": st.none() | st.integers(0, 5),
    }
)
people_acts = st.one_of(
    st.tuples(st.just("tell"), reports),
    st.tuples(st.just("tell"), reports),
    st.tuples(st.just("correct"), reports),
    st.tuples(st.just("retract"), days),
)


def crossings_of_plan(plan: list[Any], name: str) -> list[Event]:
    """Every act that has something to act on; what is corrected or retracted once is left alone."""
    events: list[Event] = []
    stands: list[str] = []
    ids: list[str] = []
    for number, (act, given_) in enumerate(plan):
        id = f"{name}:{number}"
        if act == "tell":
            events.append(_crossing(id, given_, name, ids))
        elif not stands:
            continue
        elif act == "correct":
            replacement = _crossing(None, given_, name, [one for one in ids if one != stands[-1]])
            events.append(corrected(stands.pop(), replacement, id=id))
        else:
            events.append(retracted(stands.pop(), id=id, published=given_))
        if act != "retract":
            stands.append(id)
            ids.append(id)
    return events or [crossed(f"{name}:0", 1, origin=name, destination=f"{name}-to", source=name)]


def _crossing(id: str | None, given_: dict[str, Any], name: str, ids: list[str]) -> Event:
    whole = given_["part_of"]
    return crossed(
        id,
        exact(given_["number"]),
        occurred=given_["occurred"],
        published=given_["published"],
        incident=given_["incident"] and f"{name}-{given_['incident']}",
        partOf=ids[whole] if whole is not None and whole < len(ids) else None,
        origin=name,
        destination=f"{name}-to",
        source=name,
    )
