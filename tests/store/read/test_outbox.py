"""The log for other systems: the SQL that the docs give is what `timeline follow` hands on."""

import re
from dataclasses import astuple

import pytest
from sqlalchemy import text

from store.db.connections import Database
from store.db.errors import DamagedRow
from store.db.grants import FOLLOWED
from store.read import outbox
from store.read.outbox import Bookmark, LogWentBack, Message
from tests.support.builders import asserted, cast, changed
from tests.support.damaged_rows import KINDS, tamper
from tests.support.recording import record
from tests.support.repository import ROOT

[SQL] = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "outbox.md").read_text("utf-8"), re.DOTALL)


async def test_the_sql_of_the_docs_gives_the_messages(db: Database) -> None:
    await record(db, *cast(), changed(), asserted())

    async with db.read() as conn:
        rows = (await conn.execute(text(SQL), {"last": 3})).all()

    messages = (await outbox.batch_after(db, Bookmark(3), 500)).messages
    at = FOLLOWED.index("recorded_at")
    assert [row[:at] + row[at + 1 :] for row in rows] == [
        (*astuple(each)[:at], *astuple(each)[at + 1 :]) for each in messages
    ]
    assert [message.position for message in messages] == [4, 5, 6, 7, 8, 9]


def test_a_role_that_follows_may_read_what_a_message_has() -> None:
    assert tuple(Message.__slots__) == FOLLOWED


async def test_a_bookmark_of_another_log_is_refused(db: Database) -> None:
    await record(db, *cast())
    taken = (await outbox.batch_after(db, Bookmark(), 500)).taken

    assert (await outbox.batch_after(db, taken, 500)).messages == []
    for wrong in (Bookmark(taken.position, "0" * 64), Bookmark(taken.position + 1), Bookmark(3, taken.root)):
        with pytest.raises(LogWentBack):
            await outbox.batch_after(db, wrong, 500)


async def test_a_text_that_was_changed_is_not_handed_on(db: Database, database_url: str) -> None:
    await record(db, *cast())
    tamper(database_url, 3, KINDS["another text"])

    assert [each.position for each in (await outbox.batch_after(db, Bookmark(), 2)).messages] == [1, 2]
    with pytest.raises(DamagedRow):
        await outbox.batch_after(db, Bookmark(2), 500)
