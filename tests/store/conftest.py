from collections.abc import AsyncIterator

import pytest

from store.database import Database


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    found = Database.open(database_url)
    yield found
    await found.close()
