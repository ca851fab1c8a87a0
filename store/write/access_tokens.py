"""Tokens made and revoked, and when they were used. The log knows nothing of them but their names: `recordedBy`."""

import secrets
from datetime import datetime

from sqlalchemy import ColumnElement, insert, update
from sqlalchemy.exc import IntegrityError

from domain.values import limits
from domain.values.access import RESERVED_NAMES, Scope
from domain.values.problems import FieldError, Problem, Refused
from domain.values.terms import Visibility
from domain.values.text import clean
from store.db import tables
from store.db.connections import Connection, Database
from store.read.access_tokens import digest

PREFIX = "timeline_"
"""By which programs that look for secrets in files know a token."""
_SECRET_BYTES = 32
_token = tables.access_token


async def create_token(
    db: Database,
    name: str,
    scope: Scope,
    *,
    now: datetime,
    reads: Visibility = Visibility.PUBLIC,
    expires_at: datetime | None = None,
    replace: bool = False,
) -> str:
    """A new token; its text is given here and never again. `reads`: up to which visibility its holder may open events,
    which are all of them where the scope lets him write. `replace`: another of this name is revoked.

    Raises Refused for a name that is taken, or no name, and for an end that is past; StoreError.
    """
    name = _checked_name(name)
    if expires_at is not None and expires_at <= now:
        raise _refused("expires", "PAST", f"{expires_at:%Y-%m-%d %H:%M} (UTC) is past: give a later end")
    text = PREFIX + secrets.token_urlsafe(_SECRET_BYTES)
    moments = {"created_at": now, "expires_at": expires_at}
    row = {"sha256": digest(text), "name": name, "scope": scope.value, "reads": reads.value, **moments}
    try:
        async with db.write_beside_the_log() as conn:
            if replace:
                await _revoke(conn, name, now)
            await conn.execute(insert(_token).values(**row))
    except IntegrityError:
        # By the unique index, so that two who ask at the same time do not both get one.
        raise _refused("name", "NAME_TAKEN", f"{name} has a token: revoke it first, or take another name") from None
    return text


async def revoke_token(db: Database, name: str, *, now: datetime) -> None:
    """Every server refuses it from the moment at which this returns. Raises Refused where there is none; StoreError."""
    async with db.write_beside_the_log() as conn:
        if not await _revoke(conn, name, now):
            message = f"{name} has no token that could be revoked: `timeline token list` shows them all"
            raise _refused("name", "UNKNOWN_TOKEN", message)


async def note_use(db: Database, sha256: str, *, now: datetime) -> None:
    """Keep when a token was used last. Raises StoreError."""
    async with db.write_beside_the_log() as conn:
        await conn.execute(update(_token).where(_token.c.sha256 == sha256).values(last_used_at=now))


async def _revoke(conn: Connection, name: str, now: datetime) -> bool:
    return bool((await conn.execute(update(_token).where(_is_live(name)).values(revoked_at=now))).rowcount)


def _is_live(name: str) -> ColumnElement[bool]:
    return (_token.c.name == name) & _token.c.revoked_at.is_(None)


def _checked_name(text: str) -> str:
    try:
        name = clean(text)
    except FieldError as error:
        raise _refused("name", error.code, str(error)) from None
    if not name or len(name) > limits.NAME_CHARS_MAX or name in RESERVED_NAMES:
        message = f"give a name of 1 to {limits.NAME_CHARS_MAX} characters that says whose token it is"
        raise _refused("name", "BAD_NAME", message)
    return name


def _refused(field: str, code: str, message: str) -> Refused:
    return Refused(Problem((field,), code, message))
