"""Whatever is asked of whatever log: the lane gives the bytes of graphql-core, or nothing."""

from collections.abc import AsyncIterator
from datetime import timedelta
from functools import cache

import pytest
from graphql import StringValueNode
from hypothesis import event, given
from hypothesis import strategies as st
from hypothesis_graphql import nodes
from hypothesis_graphql import strategies as operations

from api.graphql import schema
from service.asking import cursors
from store.db.connections import Database
from tests.support.builders import place, place_changed
from tests.support.covered_schema import COLUMN_NAMES, covered_sdl
from tests.support.log_examples import EXAMPLES, written
from tests.support.random_logs import ACTORS, FIRST, PLACES, Script, plans
from tests.support.recording import head, record
from tests.support.two_paths import TwoPaths, two_paths

DAYS = [(FIRST + timedelta(days)).isoformat() for days in range(-2, 16)]
MOMENTS = ["2021-06-05T12:00:00Z", "2021-06-09T23:59:59.999999Z", "2021-08-01T00:00:00+02:00"]


@pytest.fixture
async def paths(db: Database) -> AsyncIterator[TwoPaths]:
    async with two_paths(db) as found:
        yield found


@EXAMPLES
@given(plan=plans, data=st.data())
async def test_both_paths_give_the_same_bytes(db: Database, paths: TwoPaths, plan: list, data: st.DataObject) -> None:
    script, _ = await written(db, plan)
    await record(db, *geography(script))
    questions = operations.queries(sdl(), custom_scalars=scalars(script, await head(db)))

    for question in data.draw(st.lists(questions, min_size=3, max_size=6)):
        answer = await paths.compare(question)

        event("answered by the lane" if answer else "left to graphql-core")


def geography(script: Script) -> list:
    """A province of which the places come and go, under other names as time passes."""
    top, first, second, third = [script.named(name) for name in ("top", *PLACES)]
    return [
        place(top, "Top", "بالا", kind="PROVINCE"),
        place_changed(first, 'First "quoted"', parent=top, occurred="2021-06-03", longitude=68.5, latitude=-0.0),
        place_changed(first, "First again", occurred="2021-06-09"),
        place_changed(second, "Second", parent=top, existsFrom="2021-06-02", existsTo="2021-06-08"),
        place_changed(third, "Third", parent=first, kind="BORDER_CROSSING_POINT", occurred="2021-06-06"),
    ]


def scalars(script: Script, end: int) -> dict:
    ids = [script.named(name) for name in ("top", *PLACES, *ACTORS, "nobody")]
    keys = [("states", script.named(PLACES[0])), ("replay", DAYS[4], end), ("history", DAYS[6]), ("other", "x")]
    positions = [end, end, end - 1, end - 5, end - 12, end + 1]
    return {
        "Date": texts(DAYS),
        "DateTime": texts(MOMENTS),
        "Position": st.sampled_from([max(0, position) for position in positions]).map(nodes.Int),
        "Id": texts(ids),
        "Size": st.sampled_from([1, 2, 3, 50]).map(nodes.Int),
        "Cursor": texts([cursors.encode(*key) for key in keys]),
        "Edtf": st.nothing(),
        **dict.fromkeys(["Columns", *COLUMN_NAMES], st.nothing()),
    }


def texts(values: list) -> st.SearchStrategy:
    return st.sampled_from(values).map(lambda value: StringValueNode(value=value))


@cache
def sdl() -> str:
    return covered_sdl(schema.build()._schema)
