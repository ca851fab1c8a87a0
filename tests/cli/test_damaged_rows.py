"""Commands that meet a damaged row say which, end with the code of a database that failed, and show no traceback."""

import pytest

from api.cli.output.console import Exit
from tests.support.builders import asserted, cast
from tests.support.cli_runner import Cli
from tests.support.damaged_rows import KINDS, tamper

COMMANDS = [("events",), ("export",), ("export", "--events-only")]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_names_the_damaged_row(sqlite_cli: Cli, command: tuple[str, ...]) -> None:
    sqlite_cli.imported(*cast(), asserted())
    position = len(cast()) + 1
    tamper(sqlite_cli.url, position, KINDS["one letter"])

    completed = sqlite_cli(*command)

    assert completed.code == Exit.DATABASE
    assert f"the event at position {position} " in " ".join(completed.err.split())


def test_a_rebuild_of_a_damaged_log_is_refused_with_what_is_wrong(sqlite_cli: Cli) -> None:
    sqlite_cli.imported(*cast(), asserted())
    position = len(cast()) + 1
    tamper(sqlite_cli.url, position, KINDS["one letter"])

    refused = sqlite_cli("rebuild", "--json")

    assert refused.code == Exit.NO
    assert {finding["position"] for finding in refused.json["verification"]["findings"]} == {position}
