"""The worked cases of the design, asked as a dashboard asks them, on both engines."""

import pytest

from tests.support.asking import Api
from tests.support.second_edition_cases import SECOND_EDITION
from tests.support.worked_cases import (
    CASES,
    PLACE,
    THE_LIST,
    Asked,
    Case,
    facts,
)

STATE = """
query($place: ID!, $date: Date!, $knownOn: Date, $policy: ResolutionPolicy!) {
  asOf(date: $date, knownOn: $knownOn, policy: $policy) {
    place(id: $place) {
      holder { id } level certainty since
      basis { id source { id } }
      alternatives { holder { id } }
    }
  }
}
"""

RETRACT = """
mutation {
  retract(event: "the-list", reason: "misread", published: "2021-07-01", idempotencyKey: "r") { __typename }
}
"""


async def answer(api: Api, asked: Asked) -> dict[str, object]:
    """Of the state at these coordinates, the facts that the case speaks of."""
    data = await api.ask(STATE, place=PLACE, date=asked.day, knownOn=asked.known_on, policy=asked.policy)
    found = facts(data["asOf"]["place"])
    return {name: found[name] for name in asked.answer}


@pytest.mark.parametrize("case", [*CASES, *SECOND_EDITION], ids=lambda case: case.name)
async def test_given_these_events_the_questions_have_these_answers(api: Api, case: Case) -> None:
    await api.recorded(*case.log)

    for asked in case.asked:
        assert await answer(api, asked) == asked.answer, asked


async def test_a_retraction_by_mutation_counts_from_the_day_it_was_published(api: Api) -> None:
    [retracted] = [case for case in CASES if case.name == "retracted later"]
    await api.recorded(*Case("before", (THE_LIST,), ()).log)

    await api.ask(RETRACT)

    for asked in retracted.asked:
        assert await answer(api, asked) == asked.answer, asked
