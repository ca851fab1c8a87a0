"""A checkpoint is signed on another machine, which asks the server."""

from pathlib import Path

import httpx2
import pytest

from tests.support.asking import RECORD, as_input
from tests.support.builders import actor
from tests.support.cli_runner import Cli


def recorded(url: str, *ids: str) -> None:
    variables = {"events": [as_input(actor(id)) for id in ids], "key": ids[0], "expected": None}
    answer = httpx2.post(f"{url}/graphql", json={"query": RECORD, "variables": variables}, timeout=30)
    assert answer.json()["data"]["record"]["__typename"] == "Recorded"


@pytest.fixture
def signer(sqlite_url: str, tmp_path: Path) -> Cli:
    cli = Cli(sqlite_url, tmp_path)
    cli.does("checkpoint", "keygen", "timeline.example.org/af", "--key", tmp_path / "key")
    return cli


def test_a_server_is_asked_for_what_is_signed_and_shows_it_when_it_is_published(
    live_server_url: str, signer: Cli, tmp_path: Path
) -> None:
    sign = ("checkpoint", "--key", tmp_path / "key", "--from", f"{live_server_url}/graphql", "-o", tmp_path / "new")
    for ids in (("a-1",), ("a-2", "a-3")):
        recorded(live_server_url, *ids)
        signer.does(*sign)
    signer.does("checkpoint", "publish", tmp_path / "new")

    question = {"query": "{ log { checkpoint } }"}
    shown = httpx2.post(f"{live_server_url}/graphql", json=question, timeout=30).json()["data"]["log"]["checkpoint"]

    assert shown == (tmp_path / "new").read_text()
    assert shown.splitlines()[1] == "3"


@pytest.mark.parametrize("address", ["file:///etc/passwd", "{url}", "{url}/nowhere", "http://127.0.0.1:1/graphql"])
def test_what_is_no_timeline_is_reported_in_words(
    live_server_url: str, signer: Cli, tmp_path: Path, address: str
) -> None:
    refused = signer("checkpoint", "--key", tmp_path / "key", "--from", address.format(url=live_server_url))

    assert refused.code == 1
    assert refused.err.startswith("Error: ")
    assert not (tmp_path / "key.last").exists()
