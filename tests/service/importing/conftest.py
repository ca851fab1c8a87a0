from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from tests.support.exported import Emptied


@pytest.fixture
def emptied(tmp_path: Path, migrated_sqlite: Path, postgres_server: URL, migrated_postgres: URL) -> Emptied:
    return Emptied(tmp_path, migrated_sqlite, postgres_server, migrated_postgres)
