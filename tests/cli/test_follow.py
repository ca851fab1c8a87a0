"""The log handed on to other systems: in order, at least once, from where it was left."""

import hashlib
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.builders import asserted, cast
from tests.support.cli_runner import Cli

TAKE = """
import pathlib, sys
with pathlib.Path(sys.argv[1]).open("ab") as taken:
    taken.write(sys.stdin.buffer.read())
"""


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def positions(text: str) -> list[int]:
    return [line["position"] for line in lines(text)]


def test_every_event_comes_once_in_order_with_the_text_that_its_digest_is_of(begun: Cli) -> None:
    given = begun.does("follow", "--once", "--batch", 3)

    assert positions(given) == [*range(1, 11)]
    for line, payload in zip(given.splitlines(), begun.log(), strict=True):
        text = line[line.index('"payload":') + len('"payload":') : -1]
        assert text == payload
        assert hashlib.sha256(text.encode()).hexdigest() == json.loads(line)["sha256"]
    first = lines(given)[0]
    assert list(first) == ["position", "id", "type", "version", "recordedAt", "sha256", "payload"]
    assert (first["id"], first["type"]) == (first["payload"]["id"], first["payload"]["type"])


def test_who_recorded_an_event_is_not_handed_on(cli: Cli) -> None:
    cli.does("import", cli.file(*cast()), "--by", "somebody-known")

    assert "somebody-known" not in cli.does("follow", "--once")


def test_a_later_start_goes_on_where_the_first_came_to(begun: Cli, tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    first = begun.does("follow", "--once", "--state", state)
    nothing = begun.does("follow", "--once", "--state", state)
    begun.imported(asserted("t-1", id="later"))

    then = begun.does("follow", "--once", "--state", state)

    assert (len(positions(first)), nothing, positions(then)) == (10, "", [11])
    assert positions(begun.does("follow", "--once", "--after", 8)) == [9, 10, 11]


def test_a_batch_whose_command_fails_is_given_again(begun: Cli, tmp_path: Path) -> None:
    """given a command that takes the first batch and fails at the second; when the follower is started again"""
    state, taken = tmp_path / "state.json", tmp_path / "taken.jsonl"
    failing = f"{TAKE}\nsys.exit(3 if b'\"position\":5,' in pathlib.Path(sys.argv[1]).read_bytes() else 0)"
    ended = begun("follow", "--once", "--batch", 4, "--state", state, "--", sys.executable, "-c", failing, taken)
    begun.does("follow", "--once", "--batch", 4, "--state", state, "--", sys.executable, "-c", TAKE, taken)

    assert ended.code == 1
    assert "positions 5 to 8 do not count as taken" in ended.err
    assert positions(taken.read_text()) == [*range(1, 9), *range(5, 11)]


def test_a_log_that_went_back_is_refused(begun: Cli, tmp_path: Path) -> None:
    """given a follower that has taken all; when the log is an older state of itself, and when it has grown since"""
    older, state = tmp_path / "older.jsonl", tmp_path / "state.json"
    begun.does("export", "-o", older)
    begun.imported(asserted("t-1", id="lost"))
    begun.does("follow", "--once", "--state", state)
    restored = Cli(f"sqlite:///{tmp_path}/restored.db", tmp_path)
    restored.does("import", "--restore", older)

    shorter = restored("follow", "--once", "--state", state)
    restored.imported(asserted("t-2", id="instead"), asserted("t-3", id="more"))
    other = restored("follow", "--once", "--state", state)

    assert (shorter.code, other.code) == (3, 3)
    assert "the log ends at position 10, and was taken up to 11" in shorter.err
    assert "the log up to position 11 is not the one that was taken" in other.err
    assert (shorter.out, other.out) == ("", "")
    assert "remove it where it was taken to" in other.err


FORMAT = '"format":"conflict-timeline/bookmark/1"'


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "null", "7", '{"position":1}', '{"format":"other","position":1}', "[" * 100_000, "\xff"),
        *(f'{{{FORMAT},"position":{position},"root":null}}' for position in ('"1"', "-1", "true", "1.5")),
        *(f'{{{FORMAT},"position":1,"root":{root}}}' for root in ('"g"', "7", "[]")),
    ],
)
def test_a_file_that_is_no_bookmark_is_refused_and_left(sqlite_cli: Cli, tmp_path: Path, text: str) -> None:
    sqlite_cli.imported(*cast())
    state = tmp_path / "state.json"
    state.write_text(text)

    ended = sqlite_cli("follow", "--once", "--state", state)

    assert ended.code == 2
    assert "is no bookmark of a follower" in " ".join(ended.err.split())
    assert state.read_text() == text


def test_a_file_that_could_not_be_kept_is_refused_before_anything_is_handed_on(begun: Cli, tmp_path: Path) -> None:
    ended = begun("follow", "--once", "--state", tmp_path / "none" / "state.json")

    assert (ended.code, ended.out) == (2, "")
    assert "there is no folder" in ended.err


def test_a_command_that_is_not_there_takes_nothing(begun: Cli, tmp_path: Path) -> None:
    ended = begun("follow", "--once", "--state", tmp_path / "state.json", "--", "no-such-command")

    assert ended.code == 1
    assert "no-such-command" in ended.err
    assert not (tmp_path / "state.json").exists()


def test_two_beginnings_are_one_too_many(sqlite_cli: Cli, tmp_path: Path) -> None:
    sqlite_cli.imported(*cast())
    sqlite_cli.does("follow", "--once", "--state", tmp_path / "state.json")

    ended = sqlite_cli("follow", "--once", "--state", tmp_path / "state.json", "--after", 1)

    assert ended.code == 2
    assert "says where to go on, after 7" in " ".join(ended.err.split())


def test_it_goes_on_as_the_log_grows_and_ends_at_a_signal(
    begun: Cli, process: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    state, taken = tmp_path / "state.json", tmp_path / "taken.jsonl"
    words = "--database-url", begun.url, "--state", str(state), "--", sys.executable, "-c", TAKE, str(taken)
    follower = process("follow", *words)
    _wait(lambda: taken.exists() and len(positions(taken.read_text())) == 10)

    begun.imported(asserted("t-1", id="later"))
    _wait(lambda: len(positions(taken.read_text())) == 11)
    _wait(lambda: json.loads(state.read_text())["position"] == 11)
    follower.send_signal(signal.SIGTERM)

    assert follower.wait(timeout=10) == 0
    assert positions(taken.read_text()) == [*range(1, 12)]


def _wait(until: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not until():
        assert time.monotonic() < deadline
        time.sleep(0.05)
