"""What is recorded may still be worth a look: a first utterer who is like a registered actor."""

import pytest

from tests.support.asking import Api, as_input
from tests.support.builders import actor, cast, changed, corrected

WARNINGS = "... on Recorded { position replayed warnings { path code message } }"
RECORD = (
    """mutation($events: [EventInput!]!, $key: String!) { record(events: $events, idempotencyKey: $key) { %s } }"""
    % WARNINGS
)
CORRECT = (
    """mutation($by: EventInput!) {
  correct(event: "said", replacement: $by, reason: "a slip", idempotencyKey: "c") { %s }
}"""
    % WARNINGS
)
MINISTRY = actor("afghan-mod", name="Ministry of Defence of the Islamic Republic of Afghanistan", side="government")
SAID = "a spokesman for the Afghan Ministry of Defense"


def said(by: str, **more):
    return changed(gainer="government", attribution=[by, "asia-plus"], **more)


@pytest.fixture
async def told(api: Api) -> Api:
    await api.recorded(*cast(), MINISTRY)
    return api


async def recorded(api: Api, *events, key: str = "k") -> dict:
    return (await api.ask(RECORD, events=[as_input(event) for event in events], key=key))["record"]


async def test_a_warning_names_the_actor_and_what_to_do_and_refuses_nothing(told: Api) -> None:
    before = await told.head()
    result = await recorded(told, said("a resident"), said(SAID), said(SAID), said("afghan-mod"))
    message = f"the first utterer {SAID!r} is no registered actor and is like afghan-mod: if that is who spoke, give "
    message += "the id first in `attribution`; until then the interest is UNKNOWN"
    warning = {"path": ["events", "1", "attribution", "0"], "code": "UTTERER_LIKE_ACTOR", "message": message}
    assert result == {"position": before + 4, "replayed": False, "warnings": [warning]}


async def test_sent_again_the_batch_has_the_same_warnings(told: Api) -> None:
    first, second = [await recorded(told, said(SAID), key="same") for _ in range(2)]
    assert second == {**first, "replayed": True}
    assert len(second["warnings"]) == 1


async def test_an_actor_registered_in_the_same_batch_is_no_free_text(told: Api) -> None:
    result = await recorded(told, said("afghan-mod-spokesman"), actor("afghan-mod-spokesman"))
    assert result["warnings"] == []


async def test_the_path_of_a_replacement(told: Api) -> None:
    await told.recorded(said("a resident", id="said"))
    result = (await told.ask(CORRECT, by=as_input(said("Afghan MoD"))))["correct"]
    assert [warning["path"] for warning in result["warnings"]] == [["replacement", "attribution", "0"]]

    result = await recorded(told, said("x", id="other"), corrected("other", said("The Taliban")))
    assert [warning["path"] for warning in result["warnings"]] == [
        ["events", "1", "replacement", "attribution", "0"],
    ]
