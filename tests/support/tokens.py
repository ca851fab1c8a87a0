"""Tokens for tests, made as `timeline token create` makes them."""

from datetime import UTC, datetime

from domain.values.access import Scope
from store.db.connections import Database
from store.write.access_tokens import create_token
from tests.support import postgres
from tests.support.asking import Api

LONG_AGO = datetime(2021, 1, 1, tzinfo=UTC)


async def bearer(api: Api, name: str = "desk", scope: Scope = Scope.CURATE, ends: datetime | None = None) -> str:
    """The header Authorization of a new token."""
    return f"Bearer {await create_token(api.app.state.logs.record.db, name, scope, now=LONG_AGO, expires_at=ends)}"


def token_at(url: str, name: str, scope: Scope = Scope.CURATE) -> str:
    """The text of a new token, in the database at this address."""
    made: list[str] = []

    async def make() -> None:
        db = Database.open(url)
        try:
            made.append(await create_token(db, name, scope, now=LONG_AGO))
        finally:
            await db.close()

    postgres.apart(make)
    return made[0]
