"""What is kept of an import beside its events is as unchangeable as they are; imports are listed in pages."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from store.db.connections import Database
from store.read import imports
from store.write.import_reports import add_report
from tests.support.builders import actor
from tests.support.recording import recorded_under


@pytest.mark.parametrize("attack", ["UPDATE import_report SET refused = 0", "DELETE FROM import_report"])
async def test_a_report_is_never_changed(db: Database, attack: str) -> None:
    async with db.write() as conn:
        await add_report(conn, 1, read=5, refused=2)
    with pytest.raises(DBAPIError, match=r"never changed|append-only"):
        async with db.write() as conn:
            await conn.execute(text(attack))
    with pytest.raises(DBAPIError):
        async with db.write() as conn:
            await add_report(conn, 1, read=5, refused=0)


async def test_a_file_is_one_import_in_however_many_batches_and_pages_go_on(db: Database) -> None:
    """Given a file in two batches, an event by hand, and two files, then each file is listed once, the newest first."""
    for number, file in enumerate(("a.csv", "a.csv", None, "b.csv", "c.csv")):
        key = imports.import_key(f"{number:064}", file) if file else "by-hand"
        await recorded_under(db, key, actor(f"x-{number}"))

    async with db.read() as conn:
        listed = await imports.imports(conn, first=10)
        rest = await imports.imports(conn, before=4, first=10)

    assert [(each.span.first, each.span.last, each.span.file, each.described) for each in listed] == [
        (5, 5, "c.csv", 1),
        (4, 4, "b.csv", 1),
        (1, 2, "a.csv", 2),
    ]
    assert [each.span.first for each in rest] == [1]
    assert {each.refused for each in listed} == {None}
