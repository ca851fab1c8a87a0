"""Pages go on after the last item seen: nothing is left out or told twice, and a cursor is no place to guess."""

import pytest

from tests.support.asking import Api
from tests.support.builders import asserted, cast, changed, place

PAGE = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount edges { cursor node { %s } } nodes { %s }"
LISTS = {
    "places": "places(kind: DISTRICT, first: $n, after: $after) { %s }" % (PAGE % ("id", "id")),
    "actors": "actors(first: $n, after: $after) { %s }" % (PAGE % ("id", "id")),
    "sources": "sources(first: $n, after: $after) { %s }" % (PAGE % ("id", "id")),
    "children": 'place(id: "af-kunduz") { children(first: $n, after: $after) { %s } }' % (PAGE % ("id", "id")),
    "states": 'asOf(date: "2021-06-23") { places(first: $n, after: $after) { %s } }' % (PAGE % ("id", "id")),
    "history": 'place(id: "af-imam-sahib") { history(first: $n, after: $after) { %s } }' % (PAGE % ("from", "from")),
}


@pytest.fixture
async def filled(api: Api) -> Api:
    await api.recorded(*cast(), *(place(f"af-{n}", parent="af-kunduz") for n in range(4)))
    holders = ["taliban", "government"] * 3
    await api.recorded(*(changed(gainer=one, occurred=f"2021-06-1{n}") for n, one in enumerate(holders)))
    return api


def connection(data: dict) -> dict:
    while "pageInfo" not in data:
        [data] = data.values()
    return data


@pytest.mark.parametrize("asked", LISTS.values(), ids=LISTS)
async def test_pages_put_together_are_the_whole_list(filled: Api, asked: str) -> None:
    query = "query($n: Int!, $after: String) { %s }" % asked
    whole = connection(await filled.ask(query, n=100))
    seen, after = [], None

    while True:
        page = connection(await filled.ask(query, n=1, after=after))
        seen += page["nodes"]
        assert page["nodes"] == [edge["node"] for edge in page["edges"]]
        assert page["totalCount"] == len(whole["nodes"])
        assert page["pageInfo"]["hasPreviousPage"] == (after is not None)
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert seen == whole["nodes"]
    assert len(seen) > 1
    assert whole["pageInfo"]["startCursor"] == whole["edges"][0]["cursor"]


@pytest.mark.parametrize("asked", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize(
    "cursor", ["", "x", "0", "a\0b", "\ud800", "WzEsImFjdG9ycyIsMV0", "WzIsImFjdG9ycyIsImEiXQ", "Ä"]
)
async def test_a_cursor_of_our_own_making_or_of_another_list_is_a_client_error(
    sqlite_api: Api, asked: str, cursor: str
) -> None:
    await sqlite_api.recorded(*cast())

    query = "query($n: Int!, $after: String) { %s }" % asked

    assert await sqlite_api.code(query, n=1, after=cursor) == "BAD_CURSOR"


async def test_a_place_that_is_registered_meanwhile_neither_repeats_nor_hides_another(filled: Api) -> None:
    query = "query($n: Int!, $after: String) { %s }" % LISTS["places"]
    first = connection(await filled.ask(query, n=2))

    await filled.recorded(place("aa-before", parent="af-kunduz"), place("zz-after", parent="af-kunduz"))
    rest = connection(await filled.ask(query, n=100, after=first["pageInfo"]["endCursor"]))

    ids = [node["id"] for node in first["nodes"] + rest["nodes"]]
    assert ids == sorted(set(ids))
    assert ids[-1] == "zz-after"


async def test_the_log_is_followed_from_a_position_on(filled: Api) -> None:
    head = await filled.head()
    await filled.recorded(asserted())

    query = "query($after: Position) { events(after: $after) { edges { cursor node { position } } pageInfo { hasNextPage } } }"

    assert (await filled.ask(query, after=head))["events"]["edges"] == [
        {"cursor": str(head + 1), "node": {"position": head + 1}}
    ]
    assert (await filled.ask(query, after=head + 1))["events"]["edges"] == []
    assert await filled.code(query, after=head + 2) == "POSITION_AHEAD"
