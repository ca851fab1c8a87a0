"""How Alembic reaches the database: by the connection it is handed, or the engine of a test."""

import asyncio

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel import SQLModel

from store.db import tables  # noqa: F401  fills the metadata


def migrate(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=SQLModel.metadata, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


async def migrate_with(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.run_sync(migrate)


handed = context.config.attributes["connection"]
if isinstance(handed, AsyncEngine):
    asyncio.run(migrate_with(handed))
else:
    migrate(handed)
