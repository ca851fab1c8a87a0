"""The war of the benchmarks: always the same, and nothing in it is refused."""

import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.seeded_war.shape import SHARES
from benchmarks.seeded_war.war import War, write
from tests.support.cli_runner import Cli

SMALL = War(events=400, places=410)
"""Two countries, so that people cross a border; few districts in the second."""


def test_the_same_numbers_give_the_same_war() -> None:
    assert list(SMALL.registrations()) == list(War(400, 410).registrations())
    assert list(SMALL.news()) == list(War(400, 410).news())


def test_another_seed_gives_another_war() -> None:
    assert list(SMALL.news()) != list(War(400, 410, seed=2).news())


def test_it_has_as_many_events_and_places_as_were_asked_for() -> None:
    kinds = Counter(event["kind"] for event in SMALL.registrations() if event["type"] == "PlaceRegistered")

    assert len(list(SMALL.news())) == 400
    assert kinds["DISTRICT"] == 410


def test_it_has_news_of_every_kind_and_in_order_of_publication() -> None:
    news = list(War(4_000, 410).news())

    assert {*SHARES, "EventCorrected", "EventRetracted"} == {event["type"] for event in news}
    assert [event["published"] for event in news] == sorted(event["published"] for event in news)


def test_lines_are_counted_as_they_are_written(tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"

    assert write(file, SMALL.news()) == 400
    assert [json.loads(line) for line in file.read_text().splitlines()] == list(SMALL.news())


def test_nothing_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    """Given a fresh log, when the registrations and the news are imported, then every line is stored."""
    files = [tmp_path / "registrations.jsonl", tmp_path / "news.jsonl"]
    lines = [write(files[0], SMALL.registrations()), write(files[1], SMALL.news())]

    done = Cli(sqlite_url, tmp_path)("import", *map(str, files), "--json")

    assert done.code == 0, done.err
    assert [file["new"] for file in done.json["files"]] == lines


@pytest.mark.parametrize("places", [1, 40, 401])
def test_a_small_war_is_one_too(places: int) -> None:
    assert len(list(War(50, places).news())) == 50
