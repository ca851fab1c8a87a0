"""A snapshot: everything below it has its coordinates, and its token gives it again for ever."""

from typing import Any

import pytest

from service.asking import cursors
from tests.support.asking import Api
from tests.support.builders import (
    asserted,
    cast,
    changed,
    corrected,
    place,
    retracted,
    status,
)
from tests.support.graphql_fields import SNAPSHOT_FIELDS


@pytest.fixture
async def told(api: Api) -> Api:
    await api.recorded(*cast(), place("af-archi", parent="af-kunduz"), place("af-zal", parent="af-kunduz"))
    await api.recorded(asserted(occurred="2021-06-12/2021-06-22", id="list"))
    await api.recorded(changed("af-archi", occurred="2021-06-20", id="fell"))
    await api.recorded(asserted("af-archi", "government", "2021-06-21", id="said", source="ministry"))
    return api


async def test_a_token_gives_the_same_answer_after_the_log_has_grown(told: Api) -> None:
    before = (await told.ask('{ asOf(date: "2021-06-23") { %s } }' % SNAPSHOT_FIELDS))["asOf"]

    await told.recorded(retracted("list"), retracted("fell"))
    after = (await told.ask("query($t: ID!) { snapshot(token: $t) { %s } }" % SNAPSHOT_FIELDS, t=before["token"]))[
        "snapshot"
    ]
    now = (await told.ask('{ asOf(date: "2021-06-23") { %s } }' % SNAPSHOT_FIELDS))["asOf"]

    assert after == before
    assert now["stateHash"] != before["stateHash"]
    assert now["position"] == before["position"] + 2


@pytest.mark.parametrize(
    "token",
    ["", "x", "\0", "WzEsImFjdG9ycyIsMV0", "WzEsIjIwMjEtMDYtMjMiLG51bGwsLTEsIkxBVEVTVCJd", "a" * 10_000],
)
async def test_a_token_that_no_snapshot_gave_is_a_client_error(sqlite_api: Api, token: str) -> None:
    assert await sqlite_api.code("query($t: ID!) { snapshot(token: $t) { date } }", t=token) == "BAD_TOKEN"


async def test_a_token_of_the_first_rules_says_which_release_answered_it(sqlite_api: Api) -> None:
    token = cursors.pack(1, 1, "2021-06-22", None, 0, "AGAINST_INTEREST")
    [error] = (await sqlite_api.answer("query($t: ID!) { snapshot(token: $t) { date } }", t=token))["errors"]
    assert error["extensions"]["code"] == "OTHER_RULES"
    assert "rules 1, by which Conflict Timeline 0.1 answered, and this server resolves by rules 2" in error["message"]


async def test_a_token_of_a_longer_log_says_where_this_one_ends(told: Api, start: Any, tmp_path: Any) -> None:
    token = (await told.ask('{ asOf(date: "2021-06-23") { token } }'))["asOf"]["token"]
    empty = await start(f"sqlite:///{tmp_path / 'other.db'}")

    assert await empty.code("query($t: ID!) { snapshot(token: $t) { date } }", t=token) == "POSITION_AHEAD"


async def test_the_id_of_a_state_is_unique_to_place_and_snapshot(told: Api) -> None:
    data = await told.ask(
        '{ a: asOf(date: "2021-06-23") { places { nodes { id } } } b: asOf(date: "2021-06-22") { places { nodes { id } } } }'
    )

    ids = [node["id"] for one in data.values() for node in one["places"]["nodes"]]
    assert len(ids) == len(set(ids)) == 6


async def test_a_place_asked_alone_answers_as_its_snapshot_does(told: Api) -> None:
    fields = "id certainty since holder { id } basis { id }"
    data = await told.ask(
        '{ asOf(date: "2021-06-21", policy: LATEST) { place(id: "af-archi") { %s } }'
        ' place(id: "af-archi") { state(asOf: "2021-06-21", policy: LATEST) { %s } } }' % (fields, fields)
    )

    assert data["place"]["state"] == data["asOf"]["place"]


async def test_a_place_is_found_by_its_code(told: Api) -> None:
    data = await told.ask(
        '{ asOf(date: "2021-06-23") { place(code: {scheme: "ocha-cod-ab", code: "AF1905"}) { place { id name } certainty } }'
        ' place(code: {scheme: "ocha-cod-ab", edition: "1999", code: "AF1905"}) { id } }'
    )

    assert data["asOf"]["place"] == {
        "place": {"id": "af-imam-sahib", "name": "Imam Sahib"},
        "certainty": "ESTABLISHED",
    }
    assert data["place"] is None


@pytest.mark.parametrize("id", ["nowhere", "a\0b", "\ud800", "", "x" * 100_000])
async def test_a_place_that_is_not_there_is_null(api: Api, id: str) -> None:
    query = 'query($id: ID, $code: String!) { place(id: $id) { id } a: asOf(date: "2021-06-23") { place(id: $id) { id } } b: place(code: {scheme: $code, code: $code}) { id } }'

    assert await api.ask(query, id=id, code=id) == {"place": None, "a": {"place": None}, "b": None}


@pytest.mark.parametrize("arguments", ["", '(id: "af", code: {scheme: "s", code: "c"})'])
async def test_a_place_is_named_in_one_way(sqlite_api: Api, arguments: str) -> None:
    assert await sqlite_api.code("{ place%s { id } }" % arguments) == "BAD_USER_INPUT"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ('{ places(within: "nowhere") { nodes { id } } }', "UNKNOWN_PLACE"),
        ('{ asOf(date: "2021-06-23") { frame(within: "a\\u0000b") } }', "UNKNOWN_PLACE"),
        ('{ asOf(date: "2021-06-23") { tally(within: "nowhere") { denominator } } }', "UNKNOWN_PLACE"),
        ('{ asOf(date: "2021-06-23") { places(holder: "nobody") { totalCount } } }', "UNKNOWN_ACTOR"),
        ('{ events(filter: {place: "nowhere"}) { totalCount } }', "UNKNOWN_PLACE"),
        ('{ events(filter: {source: "rumour"}) { totalCount } }', "UNKNOWN_SOURCE"),
        ('{ events(filter: {types: ["Coup"]}) { totalCount } }', "BAD_USER_INPUT"),
    ],
)
async def test_a_filter_by_what_is_not_there_is_an_error_and_not_an_empty_answer(
    api: Api, query: str, code: str
) -> None:
    assert await api.code(query) == code


async def test_places_are_chosen_by_holder_level_and_certainty(told: Api) -> None:
    query = 'query($h: ID, $c: Certainty, $l: ControlLevel) { asOf(date: "2021-06-23") { places(holder: $h, certainty: $c, level: $l) { totalCount nodes { place { id } } } } }'

    async def chosen(**by: str) -> list[str]:
        places = (await told.ask(query, **by))["asOf"]["places"]
        assert places["totalCount"] == len(places["nodes"])
        return [node["place"]["id"] for node in places["nodes"]]

    assert await chosen() == ["af-archi", "af-imam-sahib", "af-zal"]
    assert await chosen(c="ESTABLISHED") == ["af-imam-sahib"]
    assert await chosen(h="taliban") == ["af-archi", "af-imam-sahib"]
    assert await chosen(l="UNKNOWN", c="UNKNOWN") == ["af-zal"]


async def test_a_tally_counts_what_is_certain_and_what_is_possible(told: Api) -> None:
    tally = (
        await told.ask(
            '{ asOf(date: "2021-06-23") { tally(within: "af-kunduz") { denominator rows { holder { id } count { low best high } } } } }'
        )
    )["asOf"]["tally"]

    assert tally["denominator"] == 3
    assert {(row["holder"] or {}).get("id"): tuple(row["count"].values()) for row in tally["rows"]} == {
        "taliban": (1, None, 2),
        "government": (0, None, 1),
        None: (1, 1, 1),
    }


async def test_a_frame_has_the_same_as_columns(told: Api) -> None:
    data = (
        await told.ask(
            '{ asOf(date: "2021-06-23") { frame places { nodes { place { id } holder { id } level certainty since levelCertainty lastWord status { status certainty } } } } }'
        )
    )["asOf"]

    rows = [
        (
            node["place"]["id"],
            node["holder"] and node["holder"]["id"],
            node["level"],
            node["certainty"],
            node["since"],
            node["levelCertainty"],
            node["lastWord"],
            node["status"] and node["status"]["status"],
            node["status"] and node["status"]["certainty"],
        )
        for node in data["places"]["nodes"]
    ]
    assert list(zip(*data["frame"].values(), strict=True)) == rows
    state = ["holder", "level", "certainty", "since", "levelCertainty", "lastWord"]
    assert list(data["frame"]) == ["place", *state, "status", "statusCertainty"]


async def test_places_are_chosen_by_whether_they_can_be_used(told: Api) -> None:
    await told.recorded(status("af-zal", "CLOSED", "2021-06-22"), status("af-archi", "OPEN", "2021-06-22"))
    query = (
        "query($s: FacilityStatus!)"
        ' { asOf(date: "2021-06-23") { frame places(status: $s) { totalCount nodes { place { id } } } } }'
    )

    async def chosen(status: str) -> list[str]:
        return [node["place"]["id"] for node in (await told.ask(query, s=status))["asOf"]["places"]["nodes"]]

    assert [await chosen(word) for word in ("CLOSED", "OPEN")] == [["af-zal"], ["af-archi"]]
    assert await chosen("UNKNOWN") == ["af-imam-sahib"]
    frame = (await told.ask(query, s="OPEN"))["asOf"]["frame"]
    assert frame["status"] == ["OPEN", None, "CLOSED"]
    assert frame["statusCertainty"] == ["ESTABLISHED", None, "ESTABLISHED"]


async def test_history_gives_the_periods_that_touch_the_days_asked_for(told: Api) -> None:
    async def history(arguments: str) -> list[list]:
        data = await told.ask(
            '{ place(id: "af-imam-sahib") { history%s { nodes { from to certainty } } } }' % arguments
        )
        return [list(node.values()) for node in data["place"]["history"]["nodes"]]

    possible, held = ["2021-06-12", "2021-06-22", "POSSIBLE"], ["2021-06-22", None, "ESTABLISHED"]
    assert await history("") == [possible, held]
    assert await history('(to: "2021-06-21")') == [possible]
    assert await history('(from: "2021-06-22")') == [held]
    assert await history('(from: "2021-06-21", to: "2021-06-22")') == [possible, held]
    assert await history('(to: "2021-06-11")') == []


async def test_an_event_stands_as_the_snapshot_knew_it(told: Api) -> None:
    await told.recorded(corrected("list", asserted(holder="government"), id="correction", published="2021-07-01"))
    query = """query($k: Date) {
      asOf(date: "2021-06-23", knownOn: $k) {
        place(id: "af-imam-sahib") { basis { id standing correctedBy { id } retractedBy { id } occurred ... on EventCorrected { reason } } }
      }
      event(id: "list") { standing correctedBy { id } }
    }"""

    before, after = await told.ask(query, k="2021-06-30"), await told.ask(query, k="2021-07-01")

    assert [(e["id"], e["standing"], e["correctedBy"]) for e in before["asOf"]["place"]["basis"]] == [
        ("list", True, None)
    ]
    assert [(e["id"], e["reason"]) for e in after["asOf"]["place"]["basis"]] == [("correction", "a slip")]
    assert before["event"] == after["event"] == {"standing": False, "correctedBy": {"id": "correction"}}


async def test_all_fields_of_one_answer_are_of_one_position(told: Api) -> None:
    answer = await told.answer('{ log { head projection } asOf(date: "2021-06-23") { position } }')

    head = answer["extensions"]["position"]
    assert answer["data"] == {"log": {"head": head, "projection": head}, "asOf": {"position": head}}


async def test_a_snapshot_of_an_empty_log_has_nothing_in_it(api: Api) -> None:
    data = await api.ask('{ asOf(date: "2021-06-23") { %s } log { head recordedAt projection } }' % SNAPSHOT_FIELDS)

    assert data["log"] == {"head": 0, "recordedAt": None, "projection": 0}
    assert data["asOf"]["places"] == {"totalCount": 0, "nodes": []}
