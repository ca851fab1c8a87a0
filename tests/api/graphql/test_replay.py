"""A replay as data: a full first frame, then only what changed."""

import pytest

from service.asking import cursors
from tests.support.asking import Api
from tests.support.builders import asserted, cast, changed, place

STATE = """
id place { id } holder { id } level certainty since manner basis { id }
alternatives { holder { id } claims { id } }
"""
REPLAY = f"""
query($from: Date! = "2021-06-17", $to: Date! = "2021-06-28", $step: Step! = DAY, $within: ID,
      $kind: PlaceKind! = DISTRICT, $knownOn: Date, $position: Position, $first: Int! = 100, $after: String) {{
  replay(from: $from, to: $to, step: $step, within: $within, kind: $kind, knownOn: $knownOn, position: $position,
         first: $first, after: $after) {{
    totalCount
    pageInfo {{ hasNextPage endCursor }}
    edges {{ cursor }}
    nodes {{ date position full places {{ {STATE} }} gone {{ id }} events {{ id }} }}
  }}
}}
"""
SNAPSHOT = f"""
query($date: Date!, $knownOn: Date, $position: Position) {{
  asOf(date: $date, knownOn: $knownOn, position: $position) {{ places {{ nodes {{ {STATE} }} }} }}
}}
"""


async def frames(api: Api, **asked) -> list[dict]:
    return (await api.ask(REPLAY, **asked))["replay"]["nodes"]


def without_id(state: dict) -> dict:
    """The id is of place and snapshot, so it is another on every day."""
    return {name: value for name, value in state.items() if name != "id"}


@pytest.fixture
async def kunduz(api: Api) -> Api:
    await api.recorded(*cast(), place("af-other", parent="af-kunduz"))
    await api.recorded(place("af-young", parent="af-kunduz", existsFrom="2021-06-21", existsTo="2021-06-24"))
    await api.recorded(
        asserted(id="list", occurred="2021-06-19/2021-06-21", published="2021-06-22"),
        changed("af-other", id="fell", occurred="2021-06-20", published="2021-06-21"),
        changed("af-other", "government", "2021-06-22", id="retaken", loser="taliban", published="2021-07-05"),
        changed("af-young", id="young", occurred="2021-06-22", published="2021-06-22"),
    )
    return api


@pytest.mark.parametrize("known_on", [None, "2021-06-25"])
@pytest.mark.parametrize("step", ["DAY", "WEEK"])
async def test_folding_the_frames_gives_the_snapshot_of_each_day(kunduz: Api, step: str, known_on: str | None) -> None:
    folded: dict[str, dict] = {}
    for frame in await frames(kunduz, step=step, knownOn=known_on):
        for gone in frame["gone"]:
            del folded[gone["id"]]
        folded |= {one["place"]["id"]: without_id(one) for one in frame["places"]}
        asked = await kunduz.ask(SNAPSHOT, date=frame["date"], knownOn=known_on)
        assert sorted(folded.values(), key=lambda one: one["place"]["id"]) == [
            without_id(one) for one in asked["asOf"]["places"]["nodes"]
        ]


async def test_the_first_frame_is_full_and_the_others_have_what_changed(kunduz: Api) -> None:
    found = await frames(kunduz)
    assert [frame["full"] for frame in found] == [True] + [False] * 11
    told = {
        frame["date"][-2:]: (
            [one["place"]["id"] for one in frame["places"]],
            [one["id"] for one in frame["gone"]],
            [one["id"] for one in frame["events"]],
        )
        for frame in found
    }
    assert told["17"] == (["af-imam-sahib", "af-other"], [], [])
    assert told["18"] == ([], [], [])
    assert told["19"] == (["af-imam-sahib"], [], ["list"])
    assert told["20"] == (["af-other"], [], ["fell"])
    assert told["21"] == (["af-imam-sahib", "af-young"], [], [])
    assert told["22"] == (["af-other", "af-young"], [], ["retaken", "young"])
    assert told["24"] == ([], ["af-young"], [])


async def test_a_state_has_the_id_that_its_snapshot_gives_it(kunduz: Api) -> None:
    fourth = (await frames(kunduz))[3]
    asked = await kunduz.ask(SNAPSHOT, date=fourth["date"])
    assert fourth["places"][0] in asked["asOf"]["places"]["nodes"]


async def test_a_page_has_what_the_whole_replay_has_there(kunduz: Api) -> None:
    whole = (await kunduz.ask(REPLAY))["replay"]
    for size in (1, 5):
        found, after = [], None
        while True:
            page = (await kunduz.ask(REPLAY, first=size, after=after))["replay"]
            found, after = found + page["nodes"], page["pageInfo"]["endCursor"]
            assert page["totalCount"] == 12
            if not page["pageInfo"]["hasNextPage"]:
                break
        assert found == whole["nodes"]
    middle = (await kunduz.ask(REPLAY, first=2, after=whole["edges"][4]["cursor"]))["replay"]["nodes"]
    assert middle == whole["nodes"][5:7]


async def test_later_pages_are_of_the_position_at_which_the_replay_was_begun(kunduz: Api) -> None:
    whole = await frames(kunduz)
    begun = (await kunduz.ask(REPLAY, first=2))["replay"]
    await kunduz.recorded(changed(id="meanwhile", gainer="government", occurred="2021-06-20"))
    rest = await frames(kunduz, after=begun["pageInfo"]["endCursor"])
    assert begun["nodes"] + rest == whole
    assert await frames(kunduz) != whole


async def test_only_the_places_asked_for(kunduz: Api) -> None:
    [first, *_] = await frames(kunduz, within="af-other")
    assert [one["place"]["id"] for one in first["places"]] == ["af-other"]
    [first, *_] = await frames(kunduz, kind="PROVINCE")
    assert [one["place"]["id"] for one in first["places"]] == ["af-kunduz"]


async def test_what_cannot_be_replayed_is_a_client_error(kunduz: Api) -> None:
    assert await kunduz.code(REPLAY, **{"from": "2021-06-29"}) == "BAD_USER_INPUT"
    assert await kunduz.code(REPLAY, **{"from": "1921-06-29"}) == "BAD_USER_INPUT"
    assert await kunduz.code(REPLAY, first=0) == "BAD_USER_INPUT"
    assert await kunduz.code(REPLAY, within="nowhere") == "UNKNOWN_PLACE"
    assert await kunduz.code(REPLAY, position=10**6) == "POSITION_AHEAD"
    assert await kunduz.code(REPLAY, after="2021-06-20") == "BAD_CURSOR"
    forged = cursors.encode("replay", "2021-06-20", 10**6)
    assert await kunduz.code(REPLAY, after=forged) == "POSITION_AHEAD"
    assert await kunduz.ask(REPLAY, after=cursors.encode("replay", "2021-06-20", -1))
