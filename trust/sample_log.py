"""The sample, recorded in a file of SQLite."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from api import demo
from service.importing.loading import Loader
from store.db import migrate, sqlite_copy
from trust.databases import opened


def sample_log(folder: Path) -> Path:
    """One file, without what SQLite keeps beside it, so that it can be copied."""
    file = folder / "sample.db"
    asyncio.run(_load(f"sqlite:///{file}"))
    sqlite_copy.seal(file)
    return file


async def _load(url: str) -> None:
    await migrate.upgrade(url)
    async with opened(url) as db:
        await Loader("trust", datetime.now(UTC)).load(db, demo.files())
