"""Tokens on both engines: only a digest is kept, a name has one at a time, and an end is an end."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from domain.values.access import Scope
from domain.values.problems import Refused
from store.db import tables
from store.db.connections import Database
from store.read.access_tokens import AccessToken, all_tokens, token_by_text
from store.write.access_tokens import create_token, note_use, revoke_token

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


async def token_of(db: Database, text: str) -> AccessToken | None:
    async with db.read() as conn:
        return await token_by_text(conn, text)


async def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


async def test_the_text_of_a_token_is_nowhere_in_the_database(db: Database) -> None:
    """given a token; when its row is read; then there is its digest, and 256 bits that nobody wrote down"""
    texts = [await create_token(db, name, Scope.APPEND, now=NOW) for name in ("amina", "nora")]
    secret = texts[0].removeprefix("timeline_")

    async with db.read() as conn:
        rows = [tuple(row) for row in await conn.execute(select(tables.access_token))]
    assert len(rows) == len(set(texts)) == 2
    assert len(secret) * 6 >= 256
    assert not any(secret in str(value) for row in rows for value in row)


async def test_a_token_is_found_by_its_whole_text_only(db: Database) -> None:
    text = await create_token(db, "amina", Scope.CURATE, now=NOW, expires_at=LATER)

    found = await token_of(db, text)
    assert found
    assert (found.name, found.scope, found.expires_at, found.revoked_at) == ("amina", Scope.CURATE, LATER, None)
    for forged in (text[:-1], text + "A", text.lower(), found.sha256, "", "ö\udcff"):
        assert await token_of(db, forged) is None


async def test_a_token_is_good_until_its_end_and_not_at_it(db: Database) -> None:
    found = await token_of(db, await create_token(db, "amina", Scope.READ, now=NOW, expires_at=LATER))

    assert found
    assert not found.is_expired(LATER - timedelta(microseconds=1))
    assert found.is_expired(LATER)


async def test_two_do_not_share_a_name_and_one_can_be_replaced(db: Database) -> None:
    old = await create_token(db, "amina", Scope.APPEND, now=NOW)
    with pytest.raises(Refused) as refused:
        await create_token(db, " amina ", Scope.ADMIN, now=NOW)
    assert await code_of(refused) == "NAME_TAKEN"

    await create_token(db, "amina", Scope.APPEND, now=LATER, replace=True)

    assert (await token_of(db, old)).revoked_at == LATER
    async with db.read() as conn:
        assert [token.revoked_at for token in await all_tokens(conn)] == [None, LATER]


async def test_what_is_revoked_stays_on_record_and_cannot_be_revoked_again(db: Database) -> None:
    text = await create_token(db, "amina", Scope.APPEND, now=NOW)
    await revoke_token(db, "amina", now=LATER)

    assert (await token_of(db, text)).revoked_at == LATER
    with pytest.raises(Refused) as refused:
        await revoke_token(db, "amina", now=LATER)
    assert await code_of(refused) == "UNKNOWN_TOKEN"


@pytest.mark.parametrize("name", ["", " ", "-", "anonymous", "x" * 1_000, "a\0b", "\u202eanima"])
async def test_a_name_that_names_nobody_is_refused(db: Database, name: str) -> None:
    with pytest.raises(Refused):
        await create_token(db, name, Scope.APPEND, now=NOW)


async def test_an_end_that_is_past_is_refused(db: Database) -> None:
    with pytest.raises(Refused) as refused:
        await create_token(db, "amina", Scope.APPEND, now=NOW, expires_at=NOW)
    assert await code_of(refused) == "PAST"


async def test_it_is_kept_when_a_token_was_used_last(db: Database) -> None:
    text = await create_token(db, "amina", Scope.APPEND, now=NOW)
    found = await token_of(db, text)
    assert found.last_used_at is None

    await note_use(db, found.sha256, now=LATER)

    assert (await token_of(db, text)).last_used_at == LATER
