"""Tokens on record: by the text that somebody sends, and all of them for the operator."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from domain.values.access import Principal, Scope
from domain.values.terms import Visibility
from store.db import tables
from store.db.connections import Connection


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A token without its text, which nobody has but its holder. Moments are UTC; `expires_at` is the first one at
    which it is no longer good, `last_used_at` is kept to the minute or so.
    """

    sha256: str
    name: str
    scope: Scope
    reads: Visibility
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None

    @property
    def principal(self) -> Principal:
        """Whom it makes of its holder."""
        return Principal(self.name, self.scope, self.reads)

    def is_expired(self, now: datetime) -> bool:
        return self.expires_at is not None and self.expires_at <= now


_token = tables.access_token
_BY_DIGEST = select(_token).where(_token.c.sha256 == bindparam("sha256"))


def digest(text: str) -> str:
    """What is kept of a token. A fast digest is enough for 256 random bits: nobody can try them."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


async def token_by_text(conn: Connection, text: str) -> AccessToken | None:
    """The token that this is, revoked and expired ones too. Found by its digest, so that how long it takes says
    nothing of how much of a guess was right.
    """
    return token_of((await conn.execute(*token_statement(text))).first())


def token_statement(text: str) -> tuple[Any, dict[str, str]]:
    """The statement that finds a token by its text, and its parameters; `token_of` reads the row."""
    return _BY_DIGEST, {"sha256": digest(text)}


async def all_tokens(conn: Connection) -> list[AccessToken]:
    """By name, the newest of a name first."""
    rows = await conn.execute(select(_token).order_by(_token.c.name, _token.c.created_at.desc()))
    return [token for row in rows if (token := token_of(row))]


def token_of(row: Any) -> AccessToken | None:
    """The token of a row of the table; None where there is no row."""
    return AccessToken(**{**row._mapping, "scope": Scope(row.scope), "reads": Visibility(row.reads)}) if row else None
