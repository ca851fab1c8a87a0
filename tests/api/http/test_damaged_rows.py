"""A damaged row is the operator's to mend: a code of its own, its position, a line in the log, and no word of it."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy.engine import make_url
from structlog.testing import capture_logs

from store.db.connections import Database
from tests.support.asking import RECORD, Api, as_input
from tests.support.builders import asserted, cast, corrected
from tests.support.damaged_rows import tamper
from tests.support.recording import record

SECRET = "the village by the river"
QUESTIONS = [
    '{ event(id: "hit") { id } }',
    "{ events { nodes { id } } }",
    '{ asOf(date: "2021-06-23") { place(id: "af-imam-sahib") { basis { id } } } }',
]


@pytest.fixture
async def damaged(api: Api, database_url: str) -> int:
    """The position of an event that was changed after it was recorded."""
    await api.recorded(*cast())
    position = await api.recorded(asserted(id="hit"))
    tamper(database_url, position, f'payload = \'{{"type": "{SECRET}"}}\'')
    return position


async def test_its_reader_is_not_blamed_and_the_operator_hears_of_it(api: Api, damaged: int) -> None:
    for query in QUESTIONS:
        with capture_logs() as lines:
            answer = (await api.send(query)).json()

        [error] = answer["errors"]
        assert error["extensions"] == {"code": "DAMAGED_ROW", "position": damaged}
        assert f"position {damaged} " in error["message"]
        assert {"event": "damaged row", "code": "DAMAGED_ROW", "position": damaged, "log_level": "error"} in lines
        assert SECRET not in str(answer) + str(lines)


async def test_fields_beside_it_are_answered(api: Api, damaged: int) -> None:
    """given a question about a damaged row and a sound one; then the sound one has its answer"""
    answer = (await api.send('{ hit: event(id: "hit") { id } log { head } }')).json()

    assert [error["path"] for error in answer["errors"]] == [["hit"]]
    assert answer["data"] == {"hit": None, "log": {"head": damaged}}


async def test_a_write_that_meets_it_is_not_called_invalid(api: Api, damaged: int) -> None:
    """given a damaged event; when it is corrected; then nothing is stored, and its writer not blamed"""
    variables: dict[str, Any] = {"events": [as_input(corrected("hit", asserted()))], "key": "correction"}

    answer = (await api.send(RECORD, variables)).json()

    assert [error["extensions"] for error in answer["errors"]] == [{"code": "DAMAGED_ROW", "position": damaged}]
    assert await api.head() == damaged


async def test_a_page_of_it_is_no_fault_of_its_reader(api: Api, damaged: int) -> None:
    page = await api.client.get("/event/hit")

    assert page.status_code == 500
    assert f"position {damaged} " in page.text


DERIVED = {
    "period": ("alternatives = '['", '{ asOf(date: "2021-06-23") { place(id: "af-imam-sahib") { certainty } } }'),
    "place_version": ("names = 'x'", '{ place(id: "af-imam-sahib") { names { text } } }'),
}


@pytest.mark.parametrize("table", DERIVED)
async def test_a_derived_row_that_cannot_be_read_asks_for_a_rebuild(sqlite_url: str, start: Any, table: str) -> None:
    """given a log that is sound, and a damaged row of what was derived from it; then the remedy is to derive it anew"""
    damage, question = DERIVED[table]
    db = Database.open(sqlite_url)
    await record(db, *cast(), asserted())
    await db.close()
    with closing(sqlite3.connect(str(make_url(sqlite_url).database))) as connection, connection:
        connection.execute(f"UPDATE {table} SET {damage}")
    api = await start(sqlite_url)

    response = await api.send(question)

    [error] = response.json()["errors"]
    assert error["extensions"]["code"] == "DAMAGED_PROJECTION"
    assert "timeline rebuild" in error["message"]
