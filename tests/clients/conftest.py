"""A server with something to ask for: Imam Sahib changes hands twice, and one claim of that is withdrawn later."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from api.settings import Settings
from tests.support import builders
from tests.support.asking import RECORD, as_input
from tests.support.counting_cases import crossed
from tests.support.serving import serving
from tests.support.tokens import token_at

TOLD = [
    *builders.cast(),
    builders.changed(gainer="government", occurred="2021-06-15", published="2021-06-15"),
    builders.changed(id="withdrawn"),
    builders.retracted("withdrawn", published="2021-07-01"),
    builders.source("another", reliability="B"),
    builders.changed(occurred="2021-06-22", source="another", published="2021-07-02"),
    builders.place("tj", kind="COUNTRY"),
    crossed("crossed", 134, occurred="2021-06-20/2021-06-25", source="neutral"),
    builders.measured(),
    builders.measured(7, "2021-06-20", place="af-kunduz"),
]


@pytest.fixture(scope="module")
def database(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path_factory.mktemp('clients') / 'timeline.db')}"


@pytest.fixture(scope="module")
def token(database: str) -> str:
    """Of one who may write, correct and see who wrote."""
    return token_at(database, "desk")


@pytest.fixture(scope="module")
def server(database: str, token: str) -> Iterator[str]:
    with serving(Settings(database_url=database)) as url:
        variables = {"events": [as_input(event) for event in TOLD], "key": "told"}
        answer = httpx2.post(
            f"{url}/graphql",
            json={"query": RECORD, "variables": variables},
            headers={"authorization": f"Bearer {token}"},
        ).json()
        assert answer["data"]["record"]["__typename"] == "Recorded", answer
        yield url
