"""`timeline replay`: on a terminal, in a pipe, as JSON Lines."""

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from api.cli import replays
from tests.support.builders import cast, changed, place, status
from tests.support.cli_runner import Cli
from tests.support.command_queries import EVENT, as_asked, ask

JUNE = ("--from", "2021-06-15", "--to", "2021-06-24")
TAKHAR = (*JUNE, "--within", "Takhar")


def frames(cli: Cli, *words: object) -> list[dict]:
    return [json.loads(line) for line in cli.does("replay", *words, "--json").splitlines()]


@pytest.mark.parametrize("page", [100, 3])
@pytest.mark.parametrize("more", ["", ', knownOn: "2021-06-22", step: WEEK', ", policy: CAUTIOUS"])
def test_json_lines_are_the_frames_of_graphql(
    sample_cli: Cli, monkeypatch: pytest.MonkeyPatch, page: int, more: str
) -> None:
    monkeypatch.setattr(replays, "PAGE_FRAMES", page)
    words = {"": (), ", p": ("--policy", "cautious")}.get(more[:3], ("--known-on", "2021-06-22", "--step", "week"))
    state = "place { id name } holder { id name } level certainty since manner basis { id }"
    answer = ask(
        sample_cli.url,
        f"""{{ replay(from: "2021-06-15", to: "2021-06-24", within: "af-takhar"{more}) {{ nodes {{
              date position full gone {{ id name }} events {{ {EVENT} }}
              places {{ {state} alternatives {{ holder {{ id name }} level claims {{ id }} }} }}
            }} }} }}""",
    )["replay"]["nodes"]

    found = frames(sample_cli, *TAKHAR, *words)

    assert len(found) == (2 if "WEEK" in more else 10)
    assert as_asked(found, answer) == answer


def test_people_are_told_a_day_a_line_and_below_it_what_changed(sample_cli: Cli) -> None:
    lines = sample_cli.does("replay", *TAKHAR).splitlines()

    days = [line[:10] for line in lines if not line.startswith(" ")]
    assert days == [f"2021-06-{day}" for day in range(15, 25)]
    assert lines[0] == "2021-06-15  17 places: nobody known 16 to 17; Taliban 0 to 1"
    assert "2021-06-16  no change" in lines
    assert "    Khwaja Ghar: ESTABLISHED: Taliban -> ESTABLISHED: Afghan security forces" in lines
    assert "      Ministry of Defence, Kabul; Xinhua; KabulNow; Asia-Plus; FDD's Long War Journal" in lines


def test_whether_a_place_can_be_used_is_told_where_it_changes(cli: Cli) -> None:
    cli.imported(*cast(), status(status="OPEN", occurred="2021-06-16"), status(occurred="2021-06-18T10:00"))

    told = cli.does("replay", "--from", "2021-06-16", "--to", "2021-06-18")

    days = [line for line in told.splitlines() if line.startswith("2021")]
    assert days[0] == "2021-06-16  1 place: nobody known 1; status OPEN 1"
    assert days[2] == "2021-06-18  1 place: nobody known 1; status CLOSED 1"
    assert "    Imam Sahib: nothing known; status OPEN, ESTABLISHED" in told.splitlines()
    assert (
        "    Imam Sahib: nothing known; status OPEN, POSSIBLE -> nothing known; status CLOSED, ESTABLISHED"
        in told.splitlines()
    )


def test_places_that_come_and_go_are_told(cli: Cli) -> None:
    cli.imported(*cast(), place("af-young", parent="af-kunduz", existsFrom="2021-06-17", existsTo="2021-06-19"))

    told = cli.does("replay", "--from", "2021-06-16", "--to", "2021-06-19")

    assert told.splitlines() == [
        "2021-06-16  1 place: nobody known 1",
        "2021-06-17  2 places: nobody known 2",
        "    af-young: exists from now on; nothing known",
        "2021-06-18  no change",
        "2021-06-19  1 place: nobody known 1",
        "    af-young: exists no longer",
    ]


def test_what_is_recorded_while_it_plays_does_not_change_it(sample_cli: Cli) -> None:
    whole = frames(sample_cli, *TAKHAR)
    head = whole[0]["position"]
    sample_cli.imported(changed("af-khwaja-ghar", id="meanwhile", gainer="afghan-security-forces", source=None))

    assert frames(sample_cli, *TAKHAR, "--position", head) == whole


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--from", "2021-06-24", "--to", "2021-06-15"), 2, "turn them round"),
        (("--from", "1921-06-24", "--to", "2021-06-15"), 2, "take a longer `step`"),
        (("--from", "2021-06-31", "--to", "2021-07-15"), 2, "not in the calendar"),
        (("--from", "2021-06-15"), 2, "--to"),
        ((*JUNE, "--interval", "-1"), 2, "--interval"),
        ((*JUNE, "--interval", "nan"), 2, "--interval"),
        ((*JUNE, "--within", "Atlantis"), 1, "no place is meant by 'Atlantis'"),
        ((*JUNE, "--position", "1000000"), 1, "the log ends at position"),
    ],
)
def test_what_cannot_be_played_is_told(sample_cli: Cli, words: tuple[str, ...], code: int, told: str) -> None:
    ended = sample_cli("replay", *words)

    assert (ended.code, ended.out) == (code, "")
    assert told in " ".join(ended.err.split())


def on_terminal(cli: Cli, *words: str, seen: Callable[[str], bool] = lambda _: False) -> tuple[int, str]:
    """Run on a terminal of 80 columns; Ctrl-C as soon as what is shown is `seen`."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LINES")}
    environment |= {"TERM": "xterm", "TIMELINE_DATABASE_URL": cli.url}
    timeline = Path(sys.executable).with_name("timeline")
    running = subprocess.Popen([timeline, *words], stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    shown, sent, ends = "", False, time.monotonic() + 60
    try:
        while time.monotonic() < ends:
            if select.select([ours], [], [], 0.1)[0]:
                try:
                    shown += os.read(ours, 65536).decode(errors="replace")
                except OSError:  # the other side is closed
                    break
            if not sent and seen(shown):
                running.send_signal(signal.SIGINT)
                sent = True
        return running.wait(timeout=30), re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown)
    finally:
        running.kill()
        running.wait()
        os.close(ours)


def test_on_a_terminal_a_bar_and_the_counts_stand_below(sample_cli: Cli) -> None:
    code, shown = on_terminal(sample_cli, "replay", *TAKHAR, "--interval", "0")

    assert code == 0
    assert "10/10" in shown
    assert "of 17 places" in shown
    assert re.search(r"Taliban +CONTROL +3 to \d", shown)
    assert "Khwaja Ghar: ESTABLISHED: Taliban -> ESTABLISHED: Afghan security forces" in shown


def test_ctrl_c_ends_it_without_a_traceback(sample_cli: Cli) -> None:
    code, shown = on_terminal(sample_cli, "replay", *TAKHAR, "--interval", "30", seen=lambda told: "1/10" in told)

    assert code == 130
    assert "interrupted" in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize(
    "words",
    [
        ("replay", *JUNE),
        ("replay", *JUNE, "--json"),
        ("diff", "2021-06-01", "2021-06-24"),
        ("events", "--first", "1000"),
        ("events", "--first", "1000", "--json"),
    ],
)
def test_a_reader_that_has_seen_enough_is_no_failure(sample_cli: Cli, process, words: tuple[str, ...]) -> None:
    """As with `| head -1`: the output is closed before it is written."""
    running = process(*words, TIMELINE_DATABASE_URL=sample_cli.url)
    running.stdout.close()
    told = running.stderr.read()
    assert (running.wait(timeout=60), "Traceback" in told, "Exception ignored" in told) == (0, False, False), told
    running.stdout = None
