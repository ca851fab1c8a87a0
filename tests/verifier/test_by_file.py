"""The verifier finds what was altered, and where, from files alone."""

import asyncio
import json
from base64 import b64encode
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from domain.events.log_line import read_line, write_line
from domain.values.coordinates import Coordinates
from store.db.connections import Database
from store.read import log, snapshot, tree
from tests.support.builders import actor, cast, changed, corrected, retracted
from tests.support.cli_runner import Cli
from trust.tampering import drop_guards, execute
from verifier.__main__ import main

NAME = "timeline.example.org/af"


class Published:
    """A log with two checkpoints, as somebody else has kept them."""

    def __init__(self, cli: Cli):
        self.cli, self.folder = cli, cli.folder
        self.key = cli.does("checkpoint", "keygen", NAME, "--key", self.folder / "key").strip()
        replacement = changed(level="CONTESTED", published="2021-06-24T12:00:00.250+04:30")
        cli.imported(*cast(), changed(id="fall"), changed(id="again", occurred="2021-06-19"))
        self.sign("old")
        cli.imported(corrected("fall", replacement), retracted("again"), *(actor(f"a-{n}") for n in range(300)))
        self.sign("new")
        self.export("kept")

    def sign(self, name: str) -> None:
        self.cli.does("checkpoint", "--key", self.folder / "key", "-o", self.folder / name)

    def export(self, name: str) -> Path:
        file = self.folder / f"{name}.jsonl"
        self.cli.does("export", "-o", file, "--proofs", self.folder / f"{name}.proofs")
        return file

    def check(self, capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str]:
        capsys.readouterr()
        code = main([str(word) for word in (*words, "--key", self.key)])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    def log(self, capsys: pytest.CaptureFixture[str], name: str, *more: object) -> tuple[int, str]:
        checkpoints = [word for note in ("new", "old") for word in ("--checkpoint", self.folder / note)]
        return self.check(capsys, "log", self.folder / f"{name}.jsonl", *checkpoints, *more)

    def altered(self, *statements: str) -> None:
        """As the owner of the file may: without triggers, and with hashes that fit, as far as the statement says."""
        file = Path(str(make_url(self.cli.url).database))
        drop_guards(file)
        execute(file, *statements)


@pytest.fixture
def published(sqlite_url: str, tmp_path: Path) -> Published:
    return Published(Cli(sqlite_url, tmp_path))


@pytest.mark.parametrize("engine", ["sqlite_url", "postgres_url"])
def test_a_whole_log_is_proved(
    request: pytest.FixtureRequest, tmp_path: Path, engine: str, capsys: pytest.CaptureFixture[str]
) -> None:
    published = Published(Cli(request.getfixturevalue(engine), tmp_path))
    published.cli.imported(actor("later"))
    published.export("now")

    assert published.log(capsys, "kept", "--proofs", published.folder / "kept.proofs")[0] == 0
    code, printed = published.log(capsys, "now", "--proofs", published.folder / "kept.proofs")

    assert (code, printed.split(";")[1].strip()) == (0, "1 after the last checkpoint, which nobody has signed")


def test_one_byte_of_a_text_is_found_at_its_position(published: Published, capsys: pytest.CaptureFixture[str]) -> None:
    altered = published.export("now")
    altered.write_text(altered.read_text("utf-8").replace('A-7"', 'B-7"'), "utf-8")

    code, printed = published.log(capsys, "now")

    assert code == 1
    assert f"position {position_of(published, 'a-7')}: the line was changed since it was exported" in printed


@pytest.mark.parametrize("change", ["recorded_by = 'nobody'", "recorded_at = '2021-07-10 12:30:15.000000'"])
def test_how_an_event_was_recorded_is_found_with_the_earlier_proofs(
    published: Published, capsys: pytest.CaptureFixture[str], change: str
) -> None:
    at = position_of(published, "a-9")
    published.altered(f"UPDATE event SET {change} WHERE position = {at}")
    published.export("now")

    bare = published.log(capsys, "now")
    code, printed = published.log(capsys, "now", "--proofs", published.folder / "kept.proofs")

    assert bare[0] == code == 1
    assert "position 10: something from here to position" in bare[1]
    assert f"position {at}: the event, or how it was recorded, is not what" in printed


def test_a_forger_who_mends_every_hash_of_the_database_is_found(
    published: Published, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given a log in which an event was changed and everything rewritten from there, as if it had been so always."""
    at = position_of(published, "a-7")
    lines = [json.loads(line) for line in (published.folder / "kept.jsonl").read_text().splitlines()]
    forged = Cli(f"sqlite:///{published.folder}/forged.db", published.folder)
    forged.does("import", "--restore", rewritten(published.folder / "kept.jsonl", at))
    forged.does("export", "-o", published.folder / "now.jsonl")

    code, printed = published.log(capsys, "now", "--proofs", published.folder / "kept.proofs")

    assert len(lines) > 300
    assert code == 1
    assert f"position {at}: " in printed


def rewritten(path: Path, at: int) -> Path:
    """The export with another name in one event, and digests that fit."""
    lines = path.read_text().splitlines()
    payload, recorded = read_line(lines[at - 1])
    changed_text = payload.replace("A-7", "B-7")
    digest = sha256(changed_text.encode()).hexdigest()
    lines[at - 1] = write_line(changed_text, recorded.model_copy(update={"event_sha256": digest}))
    forged = path.with_name("rewritten.jsonl")
    forged.write_text("".join(f"{line}\n" for line in lines))
    return forged


def test_a_tail_that_was_cut_off_is_found(published: Published, capsys: pytest.CaptureFixture[str]) -> None:
    size = len(published.cli.log())
    cut = f"DELETE FROM event WHERE position > {size - 3}", f"UPDATE batch SET last = {size - 3} WHERE last = {size}"
    published.altered(*cut)
    published.cli.does("export", "-o", published.folder / "now.jsonl")

    code, printed = published.log(capsys, "now")

    assert code == 1
    assert f"position {size - 2}: the log ends before, and a checkpoint up to position {size} was signed" in printed


def test_a_file_that_was_cut_off_is_found(published: Published, capsys: pytest.CaptureFixture[str]) -> None:
    lines = (published.folder / "kept.jsonl").read_text().splitlines(keepends=True)
    (published.folder / "now.jsonl").write_text("".join(lines[:-3]))

    code, printed = published.log(capsys, "now")

    assert code == 1
    assert f"position {len(lines) - 2}: " in printed


def test_an_old_backup_that_was_written_on_is_found(published: Published, capsys: pytest.CaptureFixture[str]) -> None:
    old = Cli(f"sqlite:///{published.folder}/old.db", published.folder)
    old.imported(*cast())
    old.imported(*(actor(f"b-{n}") for n in range(400)))
    old.does("export", "-o", published.folder / "now.jsonl")

    code, printed = published.log(capsys, "now")

    assert code == 1
    assert "position 1: something from here to position 9 is not what it was" in printed


def test_one_event_is_proved_without_the_log(published: Published, capsys: pytest.CaptureFixture[str]) -> None:
    proof = published.folder / "proof"
    published.cli.does("proof", 8, "-o", proof)

    assert published.check(capsys, "event", proof)[0] == 0
    assert published.check(capsys, "event", proof, "--checkpoint", published.folder / "new")[0] == 0
    code, printed = published.check(capsys, "event", proof, "--checkpoint", published.folder / "old")
    assert (code, "and the checkpoint up to 9" in printed) == (1, True)


def test_two_checkpoints_are_of_one_log(published: Published, capsys: pytest.CaptureFixture[str]) -> None:
    async def proved() -> list[bytes]:
        db = Database.open(published.cli.url)
        async with db.read() as conn:
            hashes = await tree.consistency(conn, 9, await tree.size(conn))
        await db.close()
        return hashes

    proof = published.folder / "consistency"
    hashes = [b64encode(hash).decode() for hash in asyncio.run(proved())]
    old, new = published.folder / "old", published.folder / "new"

    proof.write_text(json.dumps(hashes))
    assert published.check(capsys, "consistency", old, new, proof)[0] == 0
    proof.write_text(json.dumps(hashes[:-1]))
    assert published.check(capsys, "consistency", old, new, proof)[0] == 1
    assert published.check(capsys, "consistency", new, old, proof)[0] == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 1}', "\u2014", "[" * 100_000])
def test_what_is_no_proof_is_refused_in_words(
    published: Published, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (published.folder / "proof").write_text(text)

    for words in (("event", "proof"), ("consistency", "old", "new", "proof"), ("log", "proof", "--checkpoint", "new")):
        code, printed = published.check(capsys, words[0], *(_path(published, word) for word in words[1:]))
        assert code == 1 or (words[0], text) == ("consistency", "[]")
        assert "NOT PROVED: " in printed or code == 0


def _path(published: Published, word: str) -> object:
    return word if word.startswith("--") else published.folder / word


def test_the_states_and_their_hash_are_proved(published: Published, capsys: pytest.CaptureFixture[str]) -> None:
    async def state_hash() -> str:
        db = Database.open(published.cli.url)
        async with db.read() as conn:
            found = await snapshot.state_hash(
                conn, Coordinates(date(2021, 6, 23), None, (await log.head(conn)).position)
            )
        await db.close()
        return found

    states, given = published.folder / "states.csv", asyncio.run(state_hash())
    published.cli.does("export", "--as-of", "2021-06-23", "--format", "csv", "-o", states)
    asked = "state", published.folder / "kept.jsonl", states, "--checkpoint", published.folder / "new", "--state-hash"

    assert f", and their state hash {given}" in published.check(capsys, *asked, given)[1]
    code, printed = published.check(capsys, *asked, "0" * 64)
    assert (code, f"{given} follows from the log" in printed) == (1, True)


def position_of(published: Published, actor_id: str) -> int:
    [position] = [at for at, text in enumerate(published.cli.log(), 1) if f'"actor":"{actor_id}"' in text]
    return position
