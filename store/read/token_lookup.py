"""A token looked up for every request: on SQLite through a connection of its own, which takes microseconds."""

from contextlib import suppress

import sqlalchemy as sa

from store.db import engines
from store.db.connections import Database
from store.db.errors import DatabaseBusy, connecting, translated
from store.read.access_tokens import AccessToken, token_by_text, token_of, token_statement


class TokenLookup:
    """Each answer is as of the call: nothing is kept, so that a token that was revoked is not found good once more."""

    def __init__(self, db: Database):
        self._db = db
        self._engine = engines.file_watcher(db.url) if engines.is_sqlite(db.url) else None
        self._connection: sa.Connection | None = None

    async def find(self, text: str) -> AccessToken | None:
        """The token that this text is, revoked and expired ones too. Raises StoreError."""
        if self._engine is not None:
            # Busy for moments only, when a file is recovered: a reader of the pool waits for that.
            with suppress(DatabaseBusy):
                return self._find_in_file(self._engine, text)
        async with self._db.read() as conn:
            return await token_by_text(conn, text)

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
