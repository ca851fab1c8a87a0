"""An application that writes to a primary and reads from its standby, in this process."""

from collections.abc import Callable

import pytest

from tests.support.asking import Api
from tests.support.standbys import Log


@pytest.fixture
async def api(replicated: Log, start: Callable) -> Api:
    return await start(replicated.primary, read_database_url=replicated.standby, fold_processes=0)
