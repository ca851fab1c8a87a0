"""`timeline` and standbys: a server that is given none, and commands that are given the standby itself."""

import os
from pathlib import Path

import pytest

from api.cli.output.console import Exit
from tests.support import postgres
from tests.support.builders import actor, cast, changed
from tests.support.cli_runner import Cli
from tests.support.recording import record
from tests.support.restored import TOOLS
from tests.support.standbys import Log, Pair
from trust.databases import opened


def test_a_server_that_is_given_no_standby_says_so(
    replicated: Log, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TIMELINE_READ_DATABASE_URL", replicated.primary)

    refused = Cli(replicated.primary, tmp_path)("serve", "--port", 0)

    assert refused.code == Exit.DATABASE
    assert "it follows no other server" in refused.err


def test_what_only_reads_can_be_done_at_the_standby(
    replicated: Log, standby_pair: Pair, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """given the address of a standby; then verifying, exporting and backing up work, and importing says why not"""
    monkeypatch.setenv("PATH", str(TOOLS), prepend=os.pathsep)
    postgres.apart(arrived, replicated, standby_pair)
    primary, standby = Cli(replicated.primary, tmp_path), Cli(replicated.standby, tmp_path)

    assert standby.does("verify") == primary.does("verify")
    assert standby.log() == primary.log()
    asked = ("state", "af-imam-sahib", "--as-of", "2021-06-22", "--json")
    assert standby.does(*asked) == primary.does(*asked)
    assert "8 events" in standby.does("backup", tmp_path / "backup.dump")
    refused = standby("import", standby.file(actor("x")))
    assert refused.code != 0
    assert "it is a standby" in refused.err


async def arrived(replicated: Log, pair: Pair) -> None:
    async with opened(replicated.primary) as db:
        await pair.arrived_at(replicated, (await record(db, *cast(), changed())).last)
