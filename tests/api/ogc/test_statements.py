"""A page of many places takes as many statements as a page of one."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.support.asking import Api
from tests.support.builders import asserted, cast, changed, place
from tests.support.ogc import DISTRICTS, get
from tests.support.statement_counting import note_statements

BOX = "0,0,10,10"


@pytest.fixture
async def crowd(api: Api) -> Api:
    """300 districts on the map that all fell, and of which the ministry says that they did not."""
    ids = [f"a-{n:03}" for n in range(300)]
    outline = {"type": "Polygon", "coordinates": [[[1, 1], [2, 1], [2, 2], [1, 1]]]}
    await api.recorded(*cast(), *(place(id, parent="af-kunduz", geometry=outline) for id in ids))
    await api.recorded(*(changed(id, "taliban", "2021-06-20", loser="government") for id in ids))
    await api.recorded(*(asserted(id, "government", "2021-06-21", source="ministry") for id in ids))
    return api


@contextmanager
def counted(api: Api) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_):
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    end = note_statements(api.app, note)
    yield statements
    end()


@pytest.mark.parametrize("more", [{}, {"knownOn": "2021-07-01"}, {"bbox": BOX}, {"within": "af-kunduz"}], ids=str)
async def test_a_page_of_300_takes_as_many_statements_as_a_page_of_1(crowd: Api, more: dict[str, str]) -> None:
    async def statements(limit: int) -> int:
        with counted(crowd) as found:
            body = await get(crowd, DISTRICTS, datetime="2021-06-23", limit=limit, **more)
        assert body["numberReturned"] == limit
        return len(found)

    one = await statements(1)
    assert one == await statements(300)
    assert one < 20


async def test_the_collections_take_as_many_statements_as_one_of_them(crowd: Api) -> None:
    with counted(crowd) as found:
        await get(crowd, "/ogc/collections")
    assert len(found) < 6
