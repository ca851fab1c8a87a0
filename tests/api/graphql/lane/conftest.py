"""Both paths to an answer over one small log, on each engine."""

from collections.abc import AsyncIterator

import pytest

from store.db.connections import Database
from tests.support.builders import cast, changed
from tests.support.recording import record
from tests.support.two_paths import TwoPaths, two_paths


@pytest.fixture
async def paths(db: Database) -> AsyncIterator[TwoPaths]:
    """A district that fell once."""
    await record(db, *cast(), changed())
    async with two_paths(db) as found:
        assert await found.kernel.world(patience_s=60)
        yield found
