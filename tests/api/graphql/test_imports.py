"""Imports by GraphQL: those of the command line, in pages."""

from store.read.imports import import_key
from tests.support.asking import Api
from tests.support.builders import actor, cast
from tests.support.recording import recorded_under


async def test_imports_are_listed_in_pages(api: Api) -> None:
    await api.recorded(*cast())
    for number in range(3):
        key = import_key(f"{number:064}", f"{number}.csv")
        await recorded_under(api.app.state.logs.record.db, key, actor(f"x-{number}"))
    query = (
        "query($after: String) { imports(first: 2, after: $after) "
        "{ totalCount pageInfo { hasNextPage endCursor } nodes { file described standing refused } } }"
    )

    page = (await api.ask(query))["imports"]
    rest = (await api.ask(query, after=page["pageInfo"]["endCursor"]))["imports"]

    assert [node["file"] for node in (*page["nodes"], *rest["nodes"])] == ["2.csv", "1.csv", "0.csv"]
    assert (page["totalCount"], page["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasNextPage"]) == (3, True, False)
    assert page["nodes"][0] == {
        "file": "2.csv",
        "described": 1,
        "standing": 0,
        "refused": None,
    }
