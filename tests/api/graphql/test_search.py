"""Looking for places, actors and sources as a person types, and ids that nothing has."""

import pytest

from tests.support.asking import Api
from tests.support.builders import actor, asserted, cast, changed, place, source

PLACES = "query($name: String, $within: ID, $first: Int! = 9, $after: String) { places(name: $name, within: $within, first: $first, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }"
ACTORS = "query($name: String, $first: Int! = 9, $after: String) { actors(name: $name, first: $first, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }"
SOURCES = "query($text: String, $first: Int! = 9, $after: String) { sources(text: $text, first: $first, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }"
LISTS = {"places": PLACES, "actors": ACTORS, "sources": SOURCES}


@pytest.fixture
async def takhar(api: Api) -> Api:
    await api.recorded(
        *cast(),
        place("af-takhar", "Takhar", kind="PROVINCE", parent="af"),
        place("a", "Khwaja Ghar", parent="af-takhar"),
        place("b", "Baharak", parent="af-takhar"),
        place("c", "Baharak", parent="af-kunduz"),
        place("d", "Khwaja Dukoh", parent="af-kunduz"),
        actor("taliban-unit", name="Taliban unit"),
        source("asia-plus-1", name="Asia-Plus, 1 June"),
        source("asia-plus-2", name="Asia-Plus, 2 June"),
        changed(id="asia-plus-1.imam-sahib"),
    )
    return api


async def listed(api: Api, field: str, **variables) -> list[str]:
    page = (await api.ask(LISTS[field], **variables))[field]
    assert page["totalCount"] >= len(page["nodes"])
    return [node["id"] for node in page["nodes"]]


async def warnings(api: Api, query: str, **variables) -> list[str]:
    answer = await api.answer(query, **variables)
    assert "errors" not in answer
    assert None in (answer["data"], *answer["data"].values(), *answer["data"].get("asOf", {}).values())
    return [one["message"] for one in answer.get("extensions", {}).get("warnings", [])]


async def refusal(api: Api, query: str, **variables) -> tuple[str, str]:
    [error] = (await api.answer(query, **variables))["errors"]
    return error["extensions"]["code"], error["message"]


async def test_lists_are_narrowed_by_what_is_typed(takhar: Api) -> None:
    assert await listed(takhar, "places", name="khwaja") == ["a", "d"]
    assert await listed(takhar, "places", name="Khajag") == ["a"]
    assert await listed(takhar, "places", name="Ходжагар") == ["a"]
    assert await listed(takhar, "places", name="Baharak", within="Takhar") == ["b"]
    assert await listed(takhar, "places", name="Atlantis") == []
    assert await listed(takhar, "actors", name="tal") == ["taliban", "taliban-unit"]
    assert await listed(takhar, "actors", name="unit tal") == ["taliban-unit"]
    assert await listed(takhar, "sources", text="june asia") == ["asia-plus-1", "asia-plus-2"]
    assert await listed(takhar, "sources", text="asia-plus 2") == ["asia-plus-2"]


@pytest.mark.parametrize("name", LISTS)
async def test_nothing_typed_yet_narrows_nothing(takhar: Api, name: str) -> None:
    argument = "text" if name == "sources" else "name"

    assert await listed(takhar, name, **{argument: " "}) == await listed(takhar, name)


@pytest.mark.parametrize(
    ("name", "typed"), [("places", {"name": "kh"}), ("actors", {"name": "tal"}), ("sources", {"text": "asia"})]
)
async def test_the_pages_of_a_search_are_the_whole(takhar: Api, name: str, typed: dict[str, str]) -> None:
    whole = await listed(takhar, name, **typed)
    pages, after = [], None
    while True:
        page = (await takhar.ask(LISTS[name], first=1, after=after, **typed))[name]
        pages += [node["id"] for node in page["nodes"]]
        assert page["totalCount"] == len(whole)
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert pages == whole
    assert len(whole) == 2
    beyond = (await takhar.ask(LISTS[name], after=after, **typed))[name]
    assert (beyond["nodes"], beyond["pageInfo"]["hasNextPage"]) == ([], False)


async def test_what_no_search_can_be_is_refused(takhar: Api) -> None:
    assert (await refusal(takhar, PLACES, name="x" * 301))[0] == "BAD_USER_INPUT"
    assert (await refusal(takhar, ACTORS, name="a\0b"))[0] == "BAD_USER_INPUT"
    assert (await refusal(takhar, SOURCES, text="asia", first=0))[0] == "BAD_USER_INPUT"
    assert (await refusal(takhar, PLACES, name="khwaja", after="x"))[0] == "BAD_CURSOR"
    other = (await takhar.ask(PLACES, name="Baharak"))["places"]["pageInfo"]["endCursor"]
    assert (await refusal(takhar, PLACES, name="khwaja", after=other))[0] == "BAD_CURSOR"


WITHIN = {
    "places": "query($in: ID) { places(within: $in) { totalCount } }",
    "events": "query($in: ID) { events(filter: {within: $in}) { totalCount } }",
    "event place": "query($in: ID) { events(filter: {place: $in}) { totalCount } }",
    "snapshot": 'query($in: ID) { asOf(date: "2021-06-23") { places(within: $in) { totalCount } frame(within: $in) tally(within: $in) { denominator } } }',
    "series": 'query($in: ID) { series(from: "2021-06-20", to: "2021-06-23", within: $in) { denominator } seriesRows(from: "2021-06-20", to: "2021-06-23", within: $in) { denominator } }',
    "periods": 'query($in: ID) { periodRows(from: "2021-06-20", to: "2021-06-23", within: $in) { place } }',
    "replay": 'query($in: ID) { replay(from: "2021-06-20", to: "2021-06-23", within: $in) { nodes { places { place { id } } } } }',
    "diff": 'query($in: ID) { diff(from: {date: "2021-06-01"}, to: {date: "2021-06-23"}, within: $in) { places { place { id } } } }',
    "crossings": 'query($in: ID) { crossings(from: "2021-06-01", to: "2021-06-23", origin: $in, via: $in) { count { low } } }',
    "casualties": 'query($in: ID) { casualties(from: "2021-06-01", to: "2021-06-23", within: $in) { count { low } } }',
    "tallies": "query($in: ID) { tallies(within: $in) { totalCount } }",
    "measures": "query($in: ID) { measures(within: $in) { totalCount } }",
    "editions": "query($in: ID) { editions(within: $in) { places } }",
    "resolver": 'query($in: ID) { resolvePlace(name: "Baharak", within: $in) { place { id } } }',
}


@pytest.mark.parametrize("field", WITHIN)
async def test_a_name_stands_for_the_one_place_that_has_it_wherever_an_id_does(takhar: Api, field: str) -> None:
    assert await takhar.ask(WITHIN[field], **{"in": "Kunduz"}) == await takhar.ask(WITHIN[field], **{"in": "af-kunduz"})
    code, message = await refusal(takhar, WITHIN[field], **{"in": "Baharak"})
    assert (code, "b (Baharak, DISTRICT) or c (Baharak, DISTRICT)" in message) == ("AMBIGUOUS_PLACE", True)
    code, message = await refusal(takhar, WITHIN[field], **{"in": "af-kunduzz"})
    assert (code, "did you mean af-kunduz?" in message) == ("UNKNOWN_PLACE", True)
    assert (await refusal(takhar, WITHIN[field], **{"in": "Atlantis"}))[0] == "UNKNOWN_PLACE"


async def test_beliefs_are_asked_for_by_name_too(takhar: Api) -> None:
    query = 'query($in: ID!) { beliefs(place: $in, date: "2021-06-23") { nodes { state { holder { id } } } } }'

    assert await takhar.ask(query, **{"in": "Imam Sahib"}) == await takhar.ask(query, **{"in": "af-imam-sahib"})


async def test_an_id_that_nothing_has_names_the_nearest_beside_the_null(takhar: Api) -> None:
    assert await warnings(takhar, '{ place(id: "af-imam-sahb") { id } }') == [
        "no place has the id af-imam-sahb; did you mean af-imam-sahib?"
    ]
    assert await warnings(takhar, '{ place(id: "Imam Sahib") { id } }') == [
        "no place has the id Imam Sahib; did you mean af-imam-sahib?"
    ]
    [told] = await warnings(takhar, '{ actor(id: "talban") { id } }')
    assert "did you mean taliban" in told
    [told] = await warnings(takhar, '{ event(id: "asia-plus-1.imam-sahb") { id } }')
    assert "did you mean asia-plus-1.imam-sahib?" in told
    [told] = await warnings(takhar, '{ node(id: "talbann") { id } }')
    assert "did you mean taliban" in told
    for field in ("place", "actor", "event", "node"):
        assert await warnings(takhar, f'{{ {field}(id: "qqqqqqq") {{ id }} }}') == []
        assert await warnings(takhar, f'{{ {field}(id: "a\\u0000b") {{ id }} }}') == []
        assert await warnings(takhar, f'{{ {field}(id: "{"x" * 400}") {{ id }} }}') == []
        assert await warnings(takhar, f"query($id: ID!) {{ {field}(id: $id) {{ id }} }}", id="af-imam\ud800") == []


async def test_refusals_of_unknown_ids_name_the_nearest(takhar: Api) -> None:
    for query, near in {
        '{ asOf(date: "2021-06-23") { places(holder: "talban") { totalCount } } }': "taliban",
        '{ events(filter: {source: "asia-plus-11"}) { totalCount } }': "asia-plus-1",
    }.items():
        assert f"did you mean {near}" in (await refusal(takhar, query))[1]
    party = await takhar.answer(
        '{ casualties(from: "2021-06-01", to: "2021-06-23", party: "talban") { count { low } } }'
    )
    assert "did you mean taliban" in party["extensions"]["warnings"][0]["message"]
    [told] = await warnings(takhar, '{ asOf(date: "2021-06-23") { place(id: "af-imam-sahb") { id } } }')
    assert "did you mean af-imam-sahib?" in told


async def test_what_is_recorded_about_an_unknown_id_is_refused_with_the_nearest(takhar: Api) -> None:
    result = await takhar.record(
        asserted("af-imam-sahb", holder="talban", source="ministri", partOf="asia-plus-1.imam-sahb"),
        asserted("qqqqqqq"),
    )

    messages = {problem["code"]: problem["message"] for problem in reversed(result["problems"])}
    assert "did you mean af-imam-sahib? Otherwise record its PlaceRegistered first" in messages["UNKNOWN_PLACE"]
    assert "did you mean taliban" in messages["UNKNOWN_ACTOR"]
    assert "did you mean ministry?" in messages["UNKNOWN_SOURCE"]
    assert "did you mean asia-plus-1.imam-sahib?" in messages["UNKNOWN_EVENT"]
    assert "did you mean" not in result["problems"][-1]["message"]


NODE = "query($id: ID!) { node(id: $id) { __typename id ... on Place { name } ... on Actor { side } ... on Event { position } ... on PlaceState { certainty place { id } } } }"


async def test_anything_is_given_again_by_its_id(takhar: Api) -> None:
    state = (await takhar.ask('{ asOf(date: "2021-06-23") { place(id: "af-imam-sahib") { id certainty } } }'))["asOf"]
    expected = {
        "af-imam-sahib": "Place",
        "taliban": "Actor",
        "asia-plus-1": "Source",
        "asia-plus-1.imam-sahib": "ControlChanged",
        state["place"]["id"]: "PlaceState",
    }

    for id, kind in expected.items():
        node = (await takhar.ask(NODE, id=id))["node"]
        assert (node["__typename"], node["id"]) == (kind, id)
    assert node["certainty"] == state["place"]["certainty"]
    assert node["place"] == {"id": "af-imam-sahib"}
    assert (await takhar.ask(NODE, id=state["place"]["id"] + "x"))["node"] is None
    assert (await takhar.ask('{ actor(id: "taliban") { id name } }'))["actor"]["id"] == "taliban"


async def test_an_id_that_two_registers_have_is_asked_for_by_its_own_field(takhar: Api) -> None:
    await takhar.recorded(actor("af", name="A"))

    code, message = await refusal(takhar, NODE, id="af")

    assert code == "AMBIGUOUS_ID"
    assert "one place and of one actor" in message
    assert (await takhar.ask('{ actor(id: "af") { id } place(id: "af") { id } }')) == {
        "actor": {"id": "af"},
        "place": {"id": "af"},
    }
