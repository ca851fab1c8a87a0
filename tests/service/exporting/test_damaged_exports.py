"""An export that is damaged, cut off or not one is refused whole, and leaves the database as it was."""

import hashlib
import json
import random
from collections.abc import Callable

import pytest

from domain.events import interchange
from domain.events.log_line import read_line, write_line
from domain.values.problems import Refused
from store.db import limits
from store.db.connections import Database
from store.read import log
from store.write import rebuild
from tests.support.builders import asserted, cast, changed, corrected, retracted
from tests.support.exported import exported, restored
from tests.support.recording import record

Lines = list[bytes]


@pytest.fixture
async def export(db: Database, emptied) -> bytes:
    """Of a log with several batches, on SQLite; `db` is the empty one that it shall be restored into."""
    async with emptied.database("sqlite") as other:
        await record(other, *cast(), changed(id="a", note="Имам-Сахиб"))
        await record(other, corrected("a", asserted(), id="c"), retracted("c", id="r"))
        await record(other, asserted(id="b"))
        return await exported(other)


async def contents(db: Database) -> tuple[int, str]:
    async with db.read() as conn:
        return (await log.head(conn)).position, await rebuild.fingerprint(conn)


async def refusal(db: Database, data: bytes) -> tuple[str, str, str]:
    """Where, by which code and with which message it is refused, after a look that nothing was stored."""
    before = await contents(db)
    with pytest.raises(Refused) as refused:
        await restored(db, data)
    assert await contents(db) == before
    [problem] = refused.value.problems
    return ".".join(problem.path), problem.code, problem.message


def resealed(line: bytes, payload: str | None = None, **fields: object) -> bytes:
    """The line with another text or recording, and digests that fit."""
    text, recorded = read_line(line.decode().rstrip("\n"))
    text = payload or text
    digest = hashlib.sha256(text.encode()).hexdigest()
    return write_line(text, recorded.model_copy(update={"event_sha256": digest, **fields})).encode() + b"\n"


@pytest.mark.parametrize(
    ("damage", "line", "code"),
    [
        (lambda lines: lines[:-1], 10, "CUT_OFF"),
        (lambda lines: lines[:3], 3, "CUT_OFF"),
        (lambda lines: [*lines[:-1], lines[-1][:-20]], 11, "CUT_OFF"),
        (lambda lines: [*lines[:-1], lines[-1][:-3]], 11, "CUT_OFF"),
        (lambda lines: lines[1:], 1, "NOT_THE_NEXT"),
        (lambda lines: [*lines[:4], *lines[5:]], 5, "NOT_THE_NEXT"),
        (lambda lines: [*lines[:4], lines[5], lines[4], *lines[6:]], 5, "NOT_THE_NEXT"),
        (lambda lines: [*lines[:5], *lines[4:]], 6, "NOT_THE_NEXT"),
        (lambda lines: [*lines, *lines], 12, "NOT_THE_NEXT"),
        (lambda lines: [*lines[:5], b"\n", *lines[5:]], 6, "CUT_OFF"),
        (lambda lines: [lines[0].replace(b"Government", b"government"), *lines[1:]], 1, "DAMAGED"),
        (lambda lines: [b"\x1f\x8b\x08\0\xff" * 50], 1, "CUT_OFF"),
        (lambda lines: [b"[\n", *lines, b"]\n"], 1, "CUT_OFF"),
        (lambda lines: [b"{" * 5_000_001], 1, "CUT_OFF"),
        (lambda lines: [], 1, "EMPTY_FILE"),
        (lambda lines: [interchange.write(event).encode() + b"\n" for event in cast()], 1, "NOT_EXPORTED"),
        (lambda lines: [*lines[:2], resealed(lines[2], batch=2), *lines[3:]], 3, "NOT_THE_BATCH"),
        (lambda lines: [*lines[:2], resealed(lines[2], recorded_by="x"), *lines[3:]], 3, "NOT_THE_BATCH"),
        (lambda lines: [*lines[:2], resealed(lines[2], head=9), *lines[3:]], 3, "NOT_THE_HEAD"),
    ],
)
async def test_what_is_wrong_is_named_with_its_line(
    db: Database, export: bytes, damage: Callable[[Lines], Lines], line: int, code: str, monkeypatch
) -> None:
    monkeypatch.setattr(limits, "CHUNK_EVENTS", 2)
    lines = export.splitlines(keepends=True)
    assert len(lines) == 11

    where, code_given, message = await refusal(db, b"".join(damage(lines)))

    assert where == f"log.jsonl:{line}" or where.startswith(f"log.jsonl:{line}.")
    assert code_given == code
    assert message


async def test_any_byte_that_was_changed_anywhere_refuses_the_file(db: Database, export: bytes) -> None:
    changes = random.Random(7)
    for _ in range(60):
        at, new = changes.randrange(len(export)), changes.randrange(256)
        damaged = export[:at] + bytes([new]) + export[at + 1 :]
        if export[at] not in (new, *b"\r\n") and (at, new) != (len(export) - 1, 13):
            await refusal(db, damaged)
        if at < len(export) - 1:
            await refusal(db, export[:at])


async def test_a_copy_with_windows_line_ends_or_without_the_last_one_is_whole(db: Database, export: bytes) -> None:
    assert (await restored(db, export.replace(b"\n", b"\r\n"), dry_run=True)).events == 11
    assert (await restored(db, b"\xef\xbb\xbf" + export.rstrip(b"\n"), dry_run=True)).events == 11
    assert (await contents(db))[0] == 0

    assert (await restored(db, export)).batches == 3


async def test_an_older_export_and_the_rest_since_then_are_the_whole_log(db: Database, emptied) -> None:
    async with emptied.database("sqlite") as other:
        await record(other, *cast())
        older = await exported(other)
        await record(other, asserted(id="a"), asserted(id="b"))
        rest, whole = await exported(other, after=7), await exported(other)

    await restored(db, older + rest)

    assert await exported(db) == whole


async def test_only_an_empty_database_is_restored(db: Database, export: bytes) -> None:
    await record(db, *cast()[:1])

    _, code, message = await refusal(db, export)

    assert code == "NOT_EMPTY"
    assert "--database-url" in message


async def test_a_part_of_a_log_is_no_log(db: Database, emptied) -> None:
    async with emptied.database("sqlite") as other:
        await record(other, *cast())
        part, events = await exported(other, after=3), await exported(other, events_only=True)

    assert (await refusal(db, part))[1] == "NOT_THE_NEXT"
    assert (await refusal(db, events))[1] == "NOT_EXPORTED"


@pytest.mark.parametrize("chunk", [1, 1_000])
@pytest.mark.parametrize(
    ("line", "change", "code"),
    [
        (10, {"id": "c"}, "ID_TAKEN"),
        (10, {"id": None}, "NOT_STORED_TEXT"),
        (10, {"place": {"name": "Imam Sahib"}}, "NOT_STORED_TEXT"),
        (9, {"event": "nobody"}, "UNKNOWN_EVENT"),
        (10, {"holder": 3}, "STRING_TYPE"),
        (10, {"nonsense": 3}, "EXTRA_FORBIDDEN"),
        (10, {"version": 99}, "UNKNOWN_VERSION"),
    ],
)
async def test_a_text_that_no_log_holds_is_refused_even_if_its_digests_fit(
    db: Database, export: bytes, line: int, change: dict, code: str, chunk: int, monkeypatch
) -> None:
    monkeypatch.setattr(limits, "CHUNK_EVENTS", chunk)
    lines = export.splitlines(keepends=True)
    record = {**json.loads(read_line(lines[line].decode().rstrip())[0]), **change}
    record = {name: value for name, value in record.items() if value is not None}
    lines[line] = resealed(lines[line], json.dumps(record, ensure_ascii=False, separators=(",", ":")))

    assert (await refusal(db, b"".join(lines)))[1] == code


async def test_two_batches_under_one_key_are_refused(db: Database, export: bytes) -> None:
    lines = export.splitlines(keepends=True)
    key = json.loads(lines[0])["key"]
    lines[10] = resealed(lines[10], key=key)

    assert (await refusal(db, b"".join(lines)))[1] == "KEY_TWICE"
