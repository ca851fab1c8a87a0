"""How far audiences are behind the record, on the command line."""

import json
import time
from datetime import UTC, datetime, timedelta

import pytest

from domain.events import interchange
from tests.support.builders import changed, source
from tests.support.newsroom import Newsroom


def test_the_audiences_are_shown_with_how_far_they_are_behind(newsroom: Newsroom) -> None:
    newsroom.cli.does("record", "--json", "--event", interchange.write(changed(id="scoop")), "--visibility", "partner")
    newsroom.published()
    up_to_date = json.loads(newsroom.cli.does("audiences", "--json"))
    newsroom.cli.does("record", "--json", "--event", interchange.write(changed(id="news", occurred="2021-06-25")))

    behind = json.loads(newsroom.cli.does("audiences", "--json"))["audiences"]
    table = newsroom.cli.does("audiences")

    head, none = up_to_date["head"], {"behind": 0, "oldestWaitsSeconds": 0}
    assert up_to_date["audiences"] == [
        {"visibility": "PUBLIC", "reached": head, "withheld": 1} | none,
        {"visibility": "PARTNER", "reached": head, "withheld": 0} | none,
    ]
    assert [(each["behind"], each["reached"]) for each in behind] == [(1, head)] * 2
    assert all(0 < each["oldestWaitsSeconds"] < 600 for each in behind)
    assert f"{head} of {head + 1}" in table


def test_an_embargo_that_ended_without_a_server_is_seen(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """given settings that name the logs; then what waits for something sealed is told from what is overdue"""
    for to, url in newsroom.logs.items():
        monkeypatch.setenv(f"TIMELINE_{to}_DATABASE_URL", url)
    soon = (datetime.now(UTC) + timedelta(seconds=2)).isoformat()
    sealed = interchange.write(source("insider"))
    newsroom.cli.does("record", "--json", "--event", sealed, "--visibility", "sealed")
    told = interchange.write(changed(id="told", source="insider"))
    newsroom.cli.does("record", "--json", "--event", told, "--release-at", soon)
    newsroom.published()
    time.sleep(2)
    waits_for_its_source = _waiting(newsroom)

    newsroom.cli.does("record", "--json", "--event", interchange.write(changed(id="scoop")), "--release-at", soon)
    newsroom.published()

    assert waits_for_its_source == [0, 0]
    assert all(0 < seconds < 600 for seconds in _waiting(newsroom))


def _waiting(newsroom: Newsroom) -> list[float]:
    shown = json.loads(newsroom.cli.does("audiences", "--json"))["audiences"]
    assert not any(each["behind"] for each in shown)
    return [each["oldestWaitsSeconds"] for each in shown]
