"""Every rule has a sentence of its own that a reader can repeat, with the parties by name."""

from dataclasses import replace

import pytest

from domain.control.state import UNKNOWN, Alternative, State
from domain.values.terms import Certainty, ControlLevel, Policy
from service.wording.why import actors_named, why_text

NAMES = {"taliban": "Taliban", "government": "Afghan government"}
CONTROL, CONTESTED, INFLUENCE = ControlLevel.CONTROL, ControlLevel.CONTESTED, ControlLevel.INFLUENCE
GOVERNMENT = Alternative("government", CONTROL, (3,), 1)
TALIBAN = Alternative("taliban", CONTROL, (2, 1), 2)
HELD = State(
    "taliban",
    CONTROL,
    Certainty.ESTABLISHED,
    "2021-06-12/2021-06-22",
    basis=(2, 1),
    level_certainty=Certainty.ESTABLISHED,
    voices=2,
)
NOBODY = State(None, ControlLevel.UNKNOWN, Certainty.DISPUTED, alternatives=(TALIBAN, GOVERNMENT))


def with_others(certainty: Certainty, *others: Alternative, **more) -> State:
    return replace(HELD, certainty=certainty, level_certainty=certainty, alternatives=others, **more)


SENTENCES = {
    "established": (
        HELD,
        "Taliban since 2021-06-12/2021-06-22: 2 voices say so, and no later word by then is for anybody else.",
    ),
    "established, against a worse grade": (
        with_others(Certainty.ESTABLISHED, GOVERNMENT),
        "Taliban since 2021-06-12/2021-06-22: 2 voices say so, "
        "and what is said for Afghan government (1 voice) does not count against it.",
    ),
    "established that nobody holds it": (
        replace(HELD, holder=None, level=CONTESTED, voices=1, since=None),
        "Nobody (CONTESTED): 1 voice says so, and no later word by then is for anybody else.",
    ),
    "established, since nobody knows when": (
        replace(HELD, since="../2021-06-15", voices=1),
        "Taliban by 2021-06-15 at the latest: 1 voice says so, and no later word by then is for anybody else.",
    ),
    "possible": (
        with_others(Certainty.POSSIBLE, GOVERNMENT),
        "Taliban since 2021-06-12/2021-06-22: 2 voices say so, but it may already have passed to Afghan government "
        "(1 voice): the time for which that is told has begun and is not over.",
    ),
    "possible, and nobody known before": (
        replace(NOBODY, certainty=Certainty.POSSIBLE, alternatives=(TALIBAN,)),
        "Nobody is known to have held it before, and it may already have passed to Taliban (2 voices): the time for "
        "which that is told has begun and is not over.",
    ),
    "claimed": (
        with_others(Certainty.CLAIMED, GOVERNMENT),
        "Taliban since 2021-06-12/2021-06-22: 2 voices say so; Afghan government (1 voice) is said only by those who "
        "gain by it, and nothing later answers them.",
    ),
    "claimed by both": (
        replace(NOBODY, certainty=Certainty.CLAIMED),
        "Nobody is known to hold it; Taliban (2 voices) or Afghan government (1 voice) is said only by those who gain "
        "by it, and nothing later answers them.",
    ),
    "claimed that nobody holds it": (
        replace(NOBODY, certainty=Certainty.CLAIMED, alternatives=(Alternative(None, CONTESTED, (4,), 1),)),
        "Nobody is known to hold it; that nobody holds it (CONTESTED, 1 voice) is said only by those who gain by it, "
        "and nothing later answers them.",
    ),
    "disputed, with a better voice": (
        with_others(Certainty.DISPUTED, GOVERNMENT, Alternative(None, CONTESTED, (4,), 1)),
        "Voices are divided, and nothing shows which side is out of date: the better ones are for Taliban since "
        "2021-06-12/2021-06-22 (2 voices), the others for Afghan government (1 voice) or nobody (CONTESTED, 1 voice).",
    ),
    "disputed, and none is better": (
        NOBODY,
        "Nobody is certain: voices are divided between Taliban (2 voices) and Afghan government (1 voice), and neither "
        "interest, grade nor order decides between them.",
    ),
    "unknown": (UNKNOWN, "No claim that counts says by then who holds it."),
}


@pytest.mark.parametrize(("state", "sentence"), SENTENCES.values(), ids=SENTENCES)
def test_the_sentence_of_a_rule(state: State, sentence: str):
    assert why_text(state, Policy.AGAINST_INTEREST, NAMES) == sentence


def test_a_cautious_policy_says_that_it_takes_no_side():
    assert why_text(replace(NOBODY, level=CONTESTED), Policy.CAUTIOUS, NAMES) == (
        "Nobody is certain: voices are divided between Taliban (2 voices) and Afghan government (1 voice), and the "
        "policy CAUTIOUS takes no side: the place counts as contested."
    )


@pytest.mark.parametrize(
    ("level_certainty", "words"),
    [
        (Certainty.POSSIBLE, "; the level CONTROL may have changed: INFLUENCE (1 voice)."),
        (Certainty.DISPUTED, "; the level CONTROL is disputed: INFLUENCE (1 voice)."),
        (Certainty.CLAIMED, "; the level CONTROL is denied only by those who gain by it: INFLUENCE (1 voice)."),
        (Certainty.ESTABLISHED, "no later word by then is for anybody else."),
        (Certainty.UNKNOWN, "no later word by then is for anybody else."),
    ],
)
def test_the_level_is_spoken_of_where_it_is_less_certain_than_the_holder(level_certainty: Certainty, words: str):
    other_level = Alternative("taliban", INFLUENCE, (4,), 1)
    text = why_text(replace(HELD, level_certainty=level_certainty, alternatives=(other_level,)), Policy.LATEST, NAMES)
    assert text.endswith(words)
    assert text.startswith("Taliban since")


def test_an_actor_without_a_name_goes_by_its_id():
    assert why_text(HELD, Policy.LATEST, {}).startswith("taliban since")


def test_the_actors_of_a_sentence_are_those_of_the_state_and_its_alternatives():
    assert actors_named(with_others(Certainty.DISPUTED, GOVERNMENT, Alternative(None, CONTESTED, (4,), 1))) == {
        "taliban",
        "government",
    }
