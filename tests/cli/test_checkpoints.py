"""A checkpoint vouches for the log as it was, and is signed of no other."""

import json
import sqlite3
from base64 import b64decode
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy.engine import make_url

from domain.proofs.checkpoints import read_note
from domain.proofs.hashing import leaf_hash
from domain.proofs.verification import included_root
from tests.support.builders import actor
from tests.support.cli_runner import Cli
from trust.tampering import drop_guards, execute

NAME = "timeline.example.org/af"


@pytest.fixture
def signer(begun: Cli) -> Cli:
    """A timeline with a few places, and a key for it."""
    begun.does("checkpoint", "keygen", NAME, "--key", key_of(begun))
    return begun


def key_of(cli: Cli) -> Path:
    return cli.folder / "the.key"


def signed(cli: Cli) -> str:
    return cli.does("checkpoint", "--key", key_of(cli))


def altered(cli: Cli, *statements: str) -> None:
    """As whoever owns the file may do it: without the triggers."""
    file = Path(str(make_url(cli.url).database))
    drop_guards(file)
    execute(file, *statements)


def test_a_checkpoint_is_a_signed_note_that_others_can_check(cli: Cli) -> None:
    cli.imported(actor())
    verifier = cli.does("checkpoint", "keygen", NAME, "--key", key_of(cli)).strip()

    text = signed(cli)

    name, key_id, encoded = verifier.split("+", 2)
    body, signature = text.split("\n\n")
    assert body.splitlines()[:2] == [NAME, "1"]
    dash, signer_name, signature = signature.split()
    assert (dash, signer_name, name) == ("\u2014", NAME, NAME)
    assert b64decode(signature)[:4].hex() == key_id
    public = Ed25519PublicKey.from_public_bytes(b64decode(encoded)[1:])
    public.verify(b64decode(signature)[4:], f"{body}\n".encode())
    assert key_of(cli).stat().st_mode & 0o077 == 0
    assert cli.does("checkpoint", "show") == text


def test_the_next_checkpoint_goes_on_from_the_last_one(signer: Cli) -> None:
    first = signed(signer)
    assert signed(signer) == first

    signer.imported(*(actor(f"a-{number}") for number in range(300)))
    second = signed(signer)

    assert read_note(second).checkpoint.size == read_note(first).checkpoint.size + 300
    assert signer.does("checkpoint", "show") == second


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_log_that_was_cut_off_is_not_signed(signer: Cli) -> None:
    size = read_note(signed(signer)).checkpoint.size
    cut = (f"DELETE FROM {table} WHERE {where}" for table, where in CUT.items())
    altered(signer, *(statement.format(last=size - 2) for statement in cut))

    refused = signer("checkpoint", "--key", key_of(signer))

    assert (refused.code, refused.out) == (1, "")
    assert f"everything from position {size - 1} on is missing" in refused.err


CUT = {"event": "position > {last}", "batch": "first > {last}"}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_copy_that_was_written_on_is_not_signed(signer: Cli, tmp_path: Path) -> None:
    """Given an old copy of the database, when another event comes where one was signed, then it is refused."""
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(make_url(signer.url).database)) as raw:
        raw.execute("VACUUM INTO ?", [str(old)])
    signer.imported(actor("a-1"), actor("a-2"))
    size = read_note(signed(signer)).checkpoint.size
    restored = Cli(f"sqlite:///{old}", signer.folder)
    restored.imported(*(actor(f"b-{number}") for number in range(3)))

    refused = restored("checkpoint", "--key", key_of(signer))

    assert refused.code == 1
    assert f"something at position {size} or before is not what it was" in refused.err


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_event_that_was_altered_since_is_not_signed(signer: Cli) -> None:
    signed(signer)
    signer.imported(actor("a-1", name="Before"), actor("a-2"))
    position = len(signer.log()) - 1
    altered(signer, "UPDATE event SET payload = replace(payload, 'Before', 'Behind')")

    refused = signer("checkpoint", "--key", key_of(signer))

    assert refused.code == 1
    assert f"position {position}: the text of the event, or how it was recorded, is not what it was" in refused.err


def test_a_key_is_never_written_over(signer: Cli) -> None:
    before = key_of(signer).read_text()

    refused = signer("checkpoint", "keygen", NAME, "--key", key_of(signer))

    assert (refused.code, key_of(signer).read_text()) == (1, before)


@pytest.mark.parametrize("name", ["", "two words", "a+b", "a\nb"])
def test_a_name_that_no_note_could_carry_is_refused(cli: Cli, name: str) -> None:
    refused = cli("checkpoint", "keygen", name, "--key", key_of(cli))

    assert refused.code == 1
    assert "no spaces and no +" in refused.err


def test_without_what_it_signed_last_a_key_signs_nothing(signer: Cli) -> None:
    signed(signer)
    memory = key_of(signer).with_name("the.key.last")
    memory.write_text(memory.read_text().replace("\n", "\nx", 1))

    refused = signer("checkpoint", "--key", key_of(signer))

    assert refused.code == 1
    assert "is not what this key signed last" in refused.err


@pytest.mark.parametrize("text", ["", "PRIVATE+KEY+a+00000000+AQ==", "PRIVATE+KEY+no", "x" * 100])
def test_what_is_no_key_is_refused(begun: Cli, text: str) -> None:
    key_of(begun).write_text(text)

    refused = begun("checkpoint", "--key", key_of(begun))

    assert refused.code == 1
    assert "holds no key" in refused.err


def test_a_checkpoint_of_another_log_is_not_published(signer: Cli, tmp_path: Path) -> None:
    other = Cli(f"sqlite:///{tmp_path}/other.db", tmp_path)
    other.imported(*(actor(f"a-{number}") for number in range(3)))
    note = tmp_path / "note"
    other.does("checkpoint", "--key", key_of(signer), "-o", note)

    refused = signer("checkpoint", "publish", note)
    text = note.read_text()
    note.write_text(text.replace("\n", "\n9", 1))
    ahead = signer("checkpoint", "publish", note)
    note.write_text(text[:40])
    broken = signer("checkpoint", "publish", note)

    assert "has another root up to position 3" in refused.err
    assert "this log to" in ahead.err
    assert "is no signed checkpoint" in broken.err
    assert (refused.code, ahead.code, broken.code) == (1, 1, 1)
    assert signer("checkpoint", "show").code == 1


def test_an_event_is_proved_in_the_signed_log(signer: Cli) -> None:
    note = signed(signer)
    signer.imported(actor("later"))

    proof = json.loads(signer.does("proof", 3))

    checkpoint = read_note(note).checkpoint
    assert (proof["checkpoint"], proof["size"]) == (note, checkpoint.size)
    hashes = [b64decode(text) for text in proof["hashes"]]
    assert included_root(leaf_hash(proof["leaf"].encode()), 2, proof["size"], hashes) == checkpoint.root
    later = json.loads(signer.does("proof", checkpoint.size + 1))
    assert (later["checkpoint"], later["size"]) == (None, checkpoint.size + 1)
    assert signer("proof", checkpoint.size + 2).code == 1
    assert signer("proof", checkpoint.size, "--size", 3).code == 1


def test_a_restored_log_has_the_root_that_was_published(signer: Cli, tmp_path: Path) -> None:
    signer.imported(*(actor(f"a-{number}") for number in range(600)))
    note = signed(signer)
    export = tmp_path / "log.jsonl"
    signer.does("export", "-o", export)
    restored = Cli(f"sqlite:///{tmp_path}/restored.db", tmp_path)

    restored.does("import", "--restore", export)

    (tmp_path / "note").write_text(note)
    assert "published: up to position" in restored.does("checkpoint", "publish", tmp_path / "note")
    assert signed(restored) == note
