"""Many things by their ids at once: what many answers refer to is fetched once."""

from typing import Any

from api import limits
from tests.support.asking import Api
from tests.support.builders import actor, cast, changed, source
from tests.support.statement_counting import note_statements

NODES = """
query ($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename id
    ... on Event { type }
    ... on EventView { standing }
    ... on Source { publisher }
    ... on PlaceState { certainty }
    ... on Snapshot { date }
  }
}
"""
IDS = """{
  asOf(date: "2021-06-23") { id place(id: "af-imam-sahib") { id basisViews { id event { id source { id } } } } }
}"""


async def ids(api: Api) -> list[str]:
    """Of a snapshot, a state in it, the view, the event and the source of the claim under that, and of the place."""
    snapshot = (await api.ask(IDS))["asOf"]
    state = snapshot["place"]
    view = state["basisViews"][0]
    return [
        snapshot["id"],
        state["id"],
        view["id"],
        view["event"]["id"],
        view["event"]["source"]["id"],
        "af-imam-sahib",
    ]


async def test_everything_that_has_an_id_is_given_again_in_the_order_asked(kunduz: Api) -> None:
    known = await ids(kunduz)

    nodes = (await kunduz.ask(NODES, ids=[*known, "nothing", known[0]]))["nodes"]

    assert [node and node["id"] for node in nodes] == [*known, None, known[0]]
    types = ["Snapshot", "PlaceState", "EventView", "ControlAsserted", "Source", "Place"]
    assert [node["__typename"] for node in nodes[:6]] == types
    assert nodes[2]["standing"]
    assert nodes[4]["publisher"] is None
    assert (await kunduz.ask(NODES, ids=[]))["nodes"] == []
    assert (await kunduz.ask(NODES, ids="taliban"))["nodes"][0]["id"] == "taliban"


async def test_an_id_that_is_refused_is_an_error_of_its_own(kunduz: Api) -> None:
    await kunduz.recorded(source("taliban"))

    answer = await kunduz.answer(NODES, ids=["fell", "taliban", "list"])

    assert [node and node["id"] for node in answer["data"]["nodes"]] == ["fell", None, "list"]
    [error] = answer["errors"]
    assert (error["path"], error["extensions"]["code"]) == (["nodes", 1], "AMBIGUOUS_ID")


async def test_too_many_ids_are_refused(sqlite_api: Api) -> None:
    assert await sqlite_api.code(NODES, ids=["x"] * (limits.PAGE_ITEMS_MAX + 1)) == "BAD_USER_INPUT"


async def test_many_take_as_many_statements_as_one_of_each(api: Api) -> None:
    executed: list[str] = []
    note_statements(api.app, lambda _c, _cur, statement, *_: executed.append(statement))
    numbers = range(30)

    await api.recorded(*cast(), *(source(f"s-{n}") for n in numbers), *(actor(f"a-{n}") for n in numbers))
    await api.recorded(*(changed(id=f"e-{n}", source=f"s-{n}", occurred=f"2021-05-{n + 1:02}") for n in numbers))

    async def count(wanted: list[Any]) -> int:
        await api.ask(NODES, ids=wanted)
        executed.clear()
        await api.ask(NODES, ids=wanted)
        return len(executed)

    assert await count(["s-1", "a-1", "e-1"]) == await count([f"{kind}-{n}" for n in numbers for kind in "sae"])
