"""How the answer for one date changed as reports came in."""

import pytest

from tests.support.asking import Api
from tests.support.builders import cast, changed, corrected, retracted

BELIEFS = """
query($place: ID! = "af-imam-sahib", $date: Date! = "2021-06-23", $policy: ResolutionPolicy! = AGAINST_INTEREST,
      $first: Int! = 100, $after: String) {
  beliefs(place: $place, date: $date, policy: $policy, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { knownFrom knownTo state { id holder { id } certainty since basis { id } place { id } } events { id standing } }
  }
}
"""
STATE = """
query($date: Date!, $knownOn: Date) {
  asOf(date: $date, knownOn: $knownOn) {
    place(id: "af-imam-sahib") { id holder { id } certainty since basis { id } place { id } }
  }
}
"""


@pytest.fixture
async def imam_sahib(api: Api) -> Api:
    """It fell, told twice; the retaking came three weeks late, was put right and then taken back."""
    await api.recorded(*cast())
    retaken = {"gainer": "government", "loser": "taliban"}
    await api.recorded(
        changed(id="fell", occurred="2021-06-20", published="2021-06-22"),
        changed(id="echo", occurred="2021-06-20", published="2021-06-24", source=None),
        changed(id="late", occurred="2021-06-22", published="2021-07-12", **retaken),
    )
    again = changed(occurred="2021-06-23", published="2021-07-14", **retaken)
    await api.recorded(corrected("late", again, id="put-right", published="2021-07-14"))
    await api.recorded(retracted("put-right", id="taken-back", published="2021-07-20"))
    return api


async def test_each_belief_lasts_until_a_report_changed_the_answer(imam_sahib: Api) -> None:
    found = (await imam_sahib.ask(BELIEFS))["beliefs"]["nodes"]
    told = [
        (one["knownFrom"], one["knownTo"], (one["state"]["holder"] or {}).get("id"), one["state"]["since"])
        for one in found
    ]
    assert told == [
        (None, "2021-06-22", None, None),
        ("2021-06-22", "2021-07-12", "taliban", "2021-06-20"),
        ("2021-07-12", "2021-07-14", "government", "2021-06-22"),
        ("2021-07-14", "2021-07-20", "government", "2021-06-23"),
        ("2021-07-20", None, "government", "2021-06-22"),
    ]


async def test_the_state_of_a_belief_is_that_of_the_snapshot_known_then(imam_sahib: Api) -> None:
    for one in (await imam_sahib.ask(BELIEFS))["beliefs"]["nodes"]:
        known_on = one["knownFrom"] or "2021-06-21"
        snapshot = await imam_sahib.ask(STATE, date="2021-06-23", knownOn=known_on)
        assert one["state"] == snapshot["asOf"]["place"]


async def test_a_belief_names_the_reports_that_made_it(imam_sahib: Api) -> None:
    found = (await imam_sahib.ask(BELIEFS))["beliefs"]["nodes"]
    assert [[event["id"] for event in one["events"]] for one in found] == [
        [],
        ["fell"],
        ["late"],
        ["put-right"],
        ["taken-back"],
    ]
    assert all(event["standing"] for one in found for event in one["events"]), "as of the belief"


async def test_pages_have_what_the_whole_has(imam_sahib: Api) -> None:
    whole, found, after = (await imam_sahib.ask(BELIEFS))["beliefs"], [], None
    for number in range(5):
        page = (await imam_sahib.ask(BELIEFS, first=1, after=after))["beliefs"]
        assert page["pageInfo"]["hasNextPage"] == (number < 4)
        found, after = found + page["nodes"], page["pageInfo"]["endCursor"]
    assert found == whole["nodes"]
    assert page["totalCount"] == whole["totalCount"] == 5


async def test_a_place_that_nobody_reported_on_has_one_belief(imam_sahib: Api) -> None:
    [only] = (await imam_sahib.ask(BELIEFS, place="af-kunduz"))["beliefs"]["nodes"]
    assert (only["knownFrom"], only["knownTo"], only["state"]["certainty"]) == (None, None, "UNKNOWN")


async def test_what_cannot_be_asked_is_a_client_error(imam_sahib: Api) -> None:
    assert await imam_sahib.code(BELIEFS, place="nowhere") == "UNKNOWN_PLACE"
    assert await imam_sahib.code(BELIEFS, first=0) == "BAD_USER_INPUT"
    assert await imam_sahib.code(BELIEFS, after="2021-06-22") == "BAD_CURSOR"
