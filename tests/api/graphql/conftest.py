"""Timelines that several tests of GraphQL ask."""

import threading
from collections.abc import Iterator

import pytest

from api import limits
from api.http.logs import log
from tests.support.asking import Api
from tests.support.builders import asserted, cast, changed
from tests.support.door import Door, opened


@pytest.fixture
async def kunduz(api: Api) -> Api:
    """A claim and a list about one district."""
    await api.recorded(*cast(), changed(id="fell"), asserted(id="list"))
    return api


@pytest.fixture
def door(sqlite_url: str) -> Iterator[Door]:
    """For what is refused before it comes to the database, or never looks like text there."""
    yield from opened(sqlite_url)


@pytest.fixture
def each_door(database_url: str) -> Iterator[Door]:
    yield from opened(database_url)


@pytest.fixture
def slow_consumer(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Set once a server has given up a follower that takes nothing, who can read why for as long again."""
    given_up = threading.Event()
    monkeypatch.setattr(limits, "SEND_SECONDS_MAX", 2)

    def noted(event: str, **_: str) -> None:
        if event == "slow consumer cut off":
            given_up.set()

    monkeypatch.setattr(log, "warning", noted, raising=False)
    return given_up
