"""A token looked up for every request: on SQLite through a connection of its own, which takes microseconds.

Where a standby is read, the primary is asked all the same: a token that was revoked there a moment ago may not be so
yet on the standby. Only while the primary is away, and so revokes nothing, does the standby answer.
"""

import asyncio
import time
from contextlib import suppress

import sqlalchemy as sa

from store.db import engines, limits
from store.db.connections import Database
from store.db.driver_errors import connecting, translated
from store.db.errors import DatabaseBusy, StoreError
from store.read.access_tokens import AccessToken, token_by_text, token_of, token_statement


class TokenLookup:
    """Each answer is as of the call: nothing is kept, so that a token that was revoked is not found good once more."""

    def __init__(self, db: Database):
        self._db = db
        self._engine = engines.file_watcher(db.url) if engines.is_sqlite(db.url) else None
        self._connection: sa.Connection | None = None
        self._asked_again_at = 0.0
        """When a primary that was away is asked again."""

    async def find(self, text: str) -> AccessToken | None:
        """The token that this text is, revoked and expired ones too. Raises StoreError."""
        if self._engine is not None:
            # Busy for moments only, when a file is recovered: a reader of the pool waits for that.
            with suppress(DatabaseBusy):
                return self._find_in_file(self._engine, text)
        if self._db.standby and time.monotonic() >= self._asked_again_at:
            asking = asyncio.ensure_future(_find(self._db.primary, text))
            asking.add_done_callback(lambda done: done.cancelled() or done.exception())
            await asyncio.wait({asking}, timeout=limits.PRIMARY_ANSWER_S)
            with suppress(StoreError):
                if asking.done():
                    return asking.result()
            self._asked_again_at = time.monotonic() + limits.PRIMARY_PAUSE_S
        return await _find(self._db, text)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        if self._engine is not None:
            self._engine.dispose()

    def _find_in_file(self, engine: sa.Engine, text: str) -> AccessToken | None:
        with translated():
            if self._connection is None:
                with connecting():
                    self._connection = engine.connect()
            return token_of(self._connection.execute(*token_statement(text)).first())


async def _find(db: Database, text: str) -> AccessToken | None:
    async with db.read() as conn:
        return await token_by_text(conn, text)
