"""What a state says of itself: why it is so, how sure its level is, how many speak for it, and until when."""

from dataclasses import replace
from datetime import date

import pytest

from domain.control.state import UNKNOWN, State
from domain.history.diff import seen
from domain.values.days import Days
from domain.values.terms import Certainty, ControlLevel, Policy
from tests.support.asking import Api
from tests.support.handmade_periods import DISTRICT, GOVERNMENT, STATE, WHY, a_log, put

HELD = """
certainty levelCertainty basisVoices lastWord alternatives { voices }
why { rule text reasons { before { id } after { id } reason } }
"""
STATE_ON = """
query($date: Date!, $policy: ResolutionPolicy = AGAINST_INTEREST) {
  asOf(date: $date, policy: $policy) { place(id: "af-imam-sahib") { %s } frame }
}
"""
REASONS = [
    {"before": {"id": "fell"}, "after": {"id": "held"}, "reason": "SEEN"},
    {"before": {"id": "held"}, "after": {"id": "fell-again"}, "reason": "OPEN"},
]
SHOWN = {
    "certainty": "DISPUTED",
    "levelCertainty": "POSSIBLE",
    "basisVoices": 2,
    "lastWord": "2021-06-21",
    "alternatives": [{"voices": 1}],
    "why": {"rule": "DISPUTED", "text": WHY, "reasons": REASONS},
}


@pytest.fixture
async def made(api: Api) -> Api:
    await api.recorded(*a_log())
    await put(api.app.state.logs.record.db)
    return api


async def on(api: Api, date: str, **more: str) -> dict:
    return (await api.ask(STATE_ON % HELD, date=date, **more))["asOf"]


async def test_a_state_says_why_until_when_and_how_many_speak_for_it(made: Api) -> None:
    assert (await on(made, "2021-06-23"))["place"] == SHOWN


async def test_the_columns_of_a_frame_have_the_level_s_certainty_and_the_last_word(made: Api) -> None:
    frame = (await on(made, "2021-06-23"))["frame"]
    assert (frame["levelCertainty"], frame["lastWord"]) == (["POSSIBLE"], ["2021-06-21"])


async def test_what_nobody_spoke_of_has_no_last_word(made: Api) -> None:
    answer = await on(made, "2021-06-01")
    assert answer["place"] == {
        "certainty": "UNKNOWN",
        "levelCertainty": "UNKNOWN",
        "basisVoices": 0,
        "lastWord": None,
        "alternatives": [],
        "why": {"rule": "UNKNOWN", "text": "No claim that counts says by then who holds it.", "reasons": []},
    }
    assert answer["frame"]["lastWord"] == [None]


@pytest.mark.parametrize(
    ("vouched", "last_word"),
    [(STATE.vouched, "2021-06-21"), ((Days(date(2021, 6, 22), date(2021, 7, 1)),), "2021-06-30"), ((), None)],
)
async def test_a_period_says_the_same_with_its_last_word_of_all(api: Api, vouched, last_word) -> None:
    await api.recorded(*a_log())
    await put(api.app.state.logs.record.db, replace(STATE, vouched=vouched))
    data = await api.ask('{ place(id: "%s") { history { nodes { %s } } } }' % (DISTRICT, HELD))
    assert data["place"]["history"]["nodes"] == [{**SHOWN, "lastWord": last_word}]


async def test_a_replay_and_its_subscribers_see_the_same(made: Api) -> None:
    data = await made.ask(
        '{ replay(from: "2021-06-22", to: "2021-06-23") { nodes { places { %s } } } }' % HELD,
    )
    assert [frame["places"] for frame in data["replay"]["nodes"]] == [[SHOWN], []]


async def test_only_so_many_reasons_are_given_as_are_asked_for(made: Api) -> None:
    question = STATE_ON % "why { reasons(first: 1) { reason } }"
    assert (await made.ask(question, date="2021-06-23"))["asOf"]["place"]["why"] == {"reasons": [{"reason": "SEEN"}]}
    assert await made.code(STATE_ON % "why { reasons(first: -1) { reason } }", date="2021-06-23") == "BAD_USER_INPUT"


async def test_the_policy_that_takes_no_side_says_so(api: Api) -> None:
    await api.recorded(*a_log())
    nobody = State(None, ControlLevel.CONTESTED, Certainty.DISPUTED, alternatives=(GOVERNMENT, GOVERNMENT))
    await put(api.app.state.logs.record.db, nobody, Policy.CAUTIOUS)
    text = (await on(api, "2021-06-23", policy="CAUTIOUS"))["place"]["why"]["text"]
    assert "the policy CAUTIOUS takes no side" in text


def test_of_a_level_that_is_less_certain_a_diff_and_a_belief_tell_and_of_a_new_voice_they_do_not() -> None:
    assert seen(STATE) != seen(replace(STATE, level_certainty=Certainty.DISPUTED))
    same = replace(STATE, voices=7, vouched=(), reasons=(), alternatives=(replace(GOVERNMENT, voices=5),))
    assert seen(STATE) == seen(same)
    assert seen(UNKNOWN) != seen(STATE)


async def test_beliefs_and_both_sides_of_a_diff_have_their_reasons(made: Api) -> None:
    data = await made.ask(
        """{
          beliefs(place: "af-imam-sahib", date: "2021-06-23") { nodes { state { certainty why { rule text } } } }
          diff(from: {date: "2021-06-01"}, to: {date: "2021-06-23"}) {
            places { before { why { rule } } after { why { rule text } lastWord } }
          }
        }"""
    )
    assert data["beliefs"]["nodes"]
    for belief in data["beliefs"]["nodes"]:
        assert belief["state"]["why"]["rule"] == belief["state"]["certainty"]
        assert belief["state"]["why"]["text"].endswith(".")
    assert data["diff"]["places"] == [
        {
            "before": {"why": {"rule": "UNKNOWN"}},
            "after": {"why": {"rule": "DISPUTED", "text": WHY}, "lastWord": "2021-06-21"},
        }
    ]
