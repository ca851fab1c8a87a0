"""`timeline vault`: a name is sealed, stands in the log as its commitment, is opened by its key, and is erased."""

import json
import re
import shlex
import stat
from pathlib import Path

import pytest

from api.cli.commands import vault as commands
from tests.support.builders import actor, asserted, cast, changed, event, place, source
from tests.support.cli_runner import Cli, CompletedCommand
from tests.support.repository import ROOT

NAME = "Ahmad Rahimi, کندز"
REASON = ("--reason", "asked for")


class Desk:
    """A newsroom's vault and key, beside a timeline."""

    def __init__(self, cli: Cli):
        self.cli, self.folder = cli, cli.folder / "vault"
        self.key = cli.folder / "desk.key"
        cli.does("vault", "keygen", self.key)
        self.sealed = self.seal(NAME)

    def seal(self, value: str) -> str:
        return self.cli.does("vault", "seal", *self.vault, "--to", f"{self.key}.pub", input=value.encode()).strip()

    @property
    def vault(self) -> tuple[str, Path]:
        return "--vault", self.folder

    def open(self, sealed: str) -> CompletedCommand:
        return self.cli("vault", "open", sealed, *self.vault, "--key", self.key)

    def erase(self, *options: object) -> CompletedCommand:
        return self.cli("vault", "erase", self.sealed, *(options or self.vault), *REASON)

    def state(self) -> str:
        [value] = self.cli("vault", "list", *self.vault, "--json").json["values"]
        return value["state"]


@pytest.fixture
def desk(sqlite_cli: Cli) -> Desk:
    """On an empty timeline."""
    return Desk(sqlite_cli)


@pytest.fixture
def used(cli: Cli) -> Desk:
    """A claim by somebody who is sealed, on each engine."""
    desk = Desk(cli)
    cli.imported(*cast(), source("caller", publisher=desk.sealed), asserted(source="caller", id="told"))
    return desk


def test_what_is_sealed_is_opened_with_the_key(desk: Desk) -> None:
    assert desk.open(desk.sealed).out == f"{NAME}\n"
    assert desk.state() == "sealed"


def test_the_key_is_for_its_owner_alone_and_is_never_written_over(desk: Desk) -> None:
    assert stat.S_IMODE(desk.key.stat().st_mode) == 0o600
    again = desk.cli("vault", "keygen", desk.key)

    assert (again.code, "no key is ever written over" in again.err) == (1, True)
    assert desk.open(desk.sealed).code == 0
    desk.key.rename(desk.cli.folder / "elsewhere.key")
    half = desk.cli("vault", "keygen", desk.key)
    assert (half.code, "desk.key.pub is there already" in half.err, desk.key.exists()) == (1, True, False)


def test_a_value_is_read_from_a_file_or_asked_for_without_being_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = desk.cli.folder / "name.txt"
    file.write_bytes(b"\xef\xbb\xbf" + NAME.encode() + b"\r\n")
    sealed = desk.cli.does("vault", "seal", *desk.vault, "--to", f"{desk.key}.pub", "--file", file).strip()
    assert desk.open(sealed).out == f"{NAME}\n"

    asked = []
    monkeypatch.setattr(commands.sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(commands.typer, "prompt", lambda *words, **how: asked.append(how) or NAME)
    assert commands._value(None) == NAME
    assert asked[0]["hide_input"]


@pytest.mark.parametrize(
    ("value", "words"),
    [(b"", "nothing to seal"), (b"\xff", "UTF-8"), (b"x" * 10_001, "at most"), ("ы".encode() * 30_000, "at most")],
)
def test_what_cannot_be_sealed_is_refused_and_the_vault_stays_as_it_is(desk: Desk, value: bytes, words: str) -> None:
    refused = desk.cli("vault", "seal", *desk.vault, "--to", f"{desk.key}.pub", input=value)

    assert (refused.code, words in refused.err) == (1, True)
    assert desk.state() == "sealed"


def test_another_key_and_a_file_that_is_none_open_nothing(desk: Desk) -> None:
    other = desk.cli.folder / "other.key"
    desk.cli.does("vault", "keygen", other)

    for key, words in ((other, "sealed to another key"), (f"{other}.pub", "AGE-SECRET-KEY-1"), ("no", "No such file")):
        refused = desk.cli("vault", "open", desk.sealed, *desk.vault, "--key", key)
        assert (refused.code, refused.out, words in refused.err) == (1, "", True)


def test_an_erased_value_is_gone_and_the_log_says_so_once(used: Desk) -> None:
    """given a claim by a sealed source; when that is erased twice; then there is one tombstone, and the claim stands"""
    before = used.cli.log()

    first, again = used.erase(), used.erase("--vault", used.folder, "--reason", "another reason")

    assert (first.code, again.code) == (0, 0), first.err + again.err
    assert "On record already" in again.out
    [tombstone] = map(json.loads, used.cli.log()[len(before) :])
    assert tombstone["type"] == "SealedValueErased"
    assert (tombstone["sealed"], tombstone["reason"]) == (used.sealed, "asked for")
    assert used.cli.log()[: len(before)] == before
    assert (used.state(), used.open(used.sealed).code) == ("erased", 1)
    assert "nobody can open it" in used.open(used.sealed).err
    assert "taliban" in used.cli.does("state", "af-imam-sahib", "--as-of", "2021-06-23", "--json")


def test_an_erasure_that_was_not_recorded_is_completed(used: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """given a database that is away; then the value is erased all the same, and the next call records that"""
    away = used.cli(
        "vault", "erase", used.sealed, *used.vault, *REASON, "--database-url", "postgresql://127.0.0.1:1/no"
    )
    assert (away.code, used.state()) == (3, "erased")
    assert "Erased from the vault" in away.err

    done = used.erase()

    assert (done.code, "Recorded at position" in done.out) == (0, True)


def test_another_folder_does_not_make_the_log_say_that_it_is_erased(used: Desk) -> None:
    before = used.cli.log()
    refused = used.erase("--vault", used.cli.folder / "other")

    assert (refused.code, "--gone" in refused.err) == (1, True)
    assert (used.cli.log(), used.state()) == (before, "sealed")
    assert not (used.cli.folder / "other").exists()


def test_a_value_that_no_vault_has_any_more_is_recorded_as_gone(used: Desk) -> None:
    assert used.erase("--gone").code == 0

    unknown = used.cli("vault", "erase", f"sealed:{'0f' * 32}", "--gone", *REASON)
    assert (unknown.code, "no event of the log has it" in unknown.err) == (1, True)


def test_the_event_can_be_recorded_in_a_log_elsewhere(desk: Desk) -> None:
    printed = desk.erase(*desk.vault, "--print", "--database-url", "sqlite:///nowhere/timeline.db")

    assert (printed.code, desk.state()) == (0, "erased")
    desk.cli.imported(*cast(), printed.json)
    assert desk.sealed in desk.cli.does("events", "--type", "SealedValueErased", "--json")


def test_people_read_the_first_digits_and_programs_the_whole(used: Desk) -> None:
    short, ask = f"sealed ({used.sealed[7:15]})", ("state", "af-imam-sahib", "--as-of", "2021-06-23")

    for words in (ask, ("events",)):
        people, programs = used.cli.does(*words), used.cli.does(*words, "--json")
        assert (short in people, used.sealed in people) == (True, False)
        assert (short in programs, used.sealed in programs) == (False, True)


@pytest.mark.parametrize(
    "command",
    [
        "history af-imam-sahib",
        "history af-imam-sahib --beliefs 2021-06-23",
        "diff 2021-06-01 2021-06-23",
        "replay --from 2021-06-21 --to 2021-06-23",
        "casualties --from 2021-06-22 --to 2021-06-22 --by party",
        "crossings --from 2021-06-22 --to 2021-06-22",
        "places list",
    ],
)
def test_no_table_has_a_whole_sealed_value(used: Desk, command: str) -> None:
    """Given sealed names of a source, an actor and a place, and a sealed name in the note of a claim."""
    said = {"attribution": [used.sealed], "kinds": ["KILLED"]}
    told = {
        "occurred": "2021-06-22",
        "source": "caller",
        "note": used.sealed,
        "count": {"qualifier": "MANY"},
    }
    used.cli.imported(
        actor("masked", name=used.sealed),
        place("hideout", used.sealed, kind="DISTRICT"),
        changed(gainer="masked", source="caller", id="fall"),
        changed(place="hideout", gainer="masked", source="caller"),
        event("CasualtiesReported", place="hideout", party="masked", **said, **told),
        event("PersonsCrossedBorder", origin="hideout", destination="af-kunduz", group="RETURNEES", **told),
    )
    short, words = f"sealed ({used.sealed[7:15]})", command.split()

    people, programs = used.cli.does(*words), used.cli.does(*words, "--json")

    assert (short in people, used.sealed in people) == (True, False)
    assert used.sealed in programs


def test_the_steps_of_the_page_for_editors_work(sqlite_cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """given the commands of docs/sealed-sources.md, in a folder; when they are run in their order; then each does"""
    monkeypatch.chdir(sqlite_cli.folder)
    page = (ROOT / "docs" / "sealed-sources.md").read_text("utf-8")
    steps = re.findall(r"^ *\$ timeline (vault .*)$", page, re.MULTILINE)
    sqlite_cli.imported(*cast())
    printed, sealed = [], ""
    for step in steps:
        words = shlex.split(step.replace("sealed:5f0c...", sealed))
        printed.append(sqlite_cli.does(*words, input=NAME.encode()))
        sealed = printed[-1].strip() if words[1] == "seal" else sealed

    assert [step.split()[1] for step in steps] == ["keygen", "seal", "open", "erase", "list"]
    assert printed[2] == f"{NAME}\n"
    assert (sealed in printed[4], "erased" in printed[4]) == (True, True)


@pytest.mark.parametrize(
    "sealed", ["Ahmad", "sealed:", f"sealed:{'0F' * 32}", f"sealed:{'0f' * 31}", "../../etc/passwd"]
)
@pytest.mark.parametrize("command", ["open", "erase"])
def test_what_is_no_sealed_value_is_wrong_use(desk: Desk, command: str, sealed: str) -> None:
    options = ("--key", desk.key) if command == "open" else REASON
    refused = desk.cli("vault", command, sealed, *desk.vault, *options)

    assert (refused.code, "is no sealed value" in refused.err) == (2, True)


def test_a_vault_or_a_way_without_one_is_named(desk: Desk) -> None:
    for options in ((*desk.vault, "--gone"), ("--json",)):
        assert desk.erase(*options).code == 2
    assert desk.cli("vault", "list", "--vault", "no").code == 1
