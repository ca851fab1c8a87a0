"""Exports of logs as bytes, restorations of them, and empty databases of each engine to restore into."""

import io
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from pathlib import Path
from uuid import uuid4

from sqlalchemy.engine import URL

from service.exporting.export_log import write_log
from service.importing.loading import File
from service.importing.restore_log import RestoreReport, restore_log
from store.db.connections import Database
from tests.support import postgres
from tests.support.databases import url_text


class Emptied:
    """Makes as many empty databases as are asked for, each a copy of one that was migrated once."""

    def __init__(self, folder: Path, sqlite: Path, server: URL, template: URL):
        self.folder, self.sqlite, self.server, self.template = folder, sqlite, server, template

    @asynccontextmanager
    async def database(self, engine: str) -> AsyncIterator[Database]:
        with self._url(engine) as url:
            db = Database.open(url)
            try:
                yield db
            finally:
                await db.close()

    @contextmanager
    def _url(self, engine: str) -> Iterator[str]:
        if engine == "postgresql":
            with postgres.database(self.server, template=self.template) as url:
                yield url_text(url)
            return
        file = self.folder / f"{uuid4().hex}.db"
        yield f"sqlite+aiosqlite:///{shutil.copy(self.sqlite, file)}"
        file.unlink()


async def exported(db: Database, after: int = 0, *, events_only: bool = False) -> bytes:
    file = io.BytesIO()
    await write_log(db, after, file, lambda done, total: None, events_only=events_only)
    return file.getvalue()


async def restored(db: Database, data: bytes, *, dry_run: bool = False) -> RestoreReport:
    return await restore_log(db, as_file(data), dry_run=dry_run)


def as_file(data: bytes) -> File:
    return File("log.jsonl", len(data), lambda: nullcontext(io.BytesIO(data)))
