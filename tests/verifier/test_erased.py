"""A sealed name is erased, and every proof from before is as good as it was: nothing in the log has changed."""

from pathlib import Path

import pytest

from tests.support.builders import asserted, cast, source
from tests.support.cli_runner import Cli
from verifier.__main__ import main

NAME = "timeline.example.org/af"
DAY = "2021-06-23"


class Kept:
    """A log with a claim by somebody who is sealed, and what others have kept of it."""

    def __init__(self, cli: Cli):
        self.cli, self.folder = cli, cli.folder
        self.verifying_key = cli.does("checkpoint", "keygen", NAME, "--key", self.folder / "key").strip()
        cli.does("vault", "keygen", self.folder / "desk.key")
        to = self.folder / "desk.key.pub"
        self.sealed = cli.does("vault", "seal", "--vault", self.vault, "--to", to, input=b"Ahmad Rahimi").strip()
        cli.imported(*cast(), source("caller", name=self.sealed), asserted(source="caller", note=self.sealed))
        self.take("before")

    @property
    def vault(self) -> Path:
        return self.folder / "vault"

    def take(self, name: str) -> None:
        """A checkpoint, the whole log with its proofs, the states of a day, and the proof of the claim."""
        self.cli.does("checkpoint", "--key", self.folder / "key", "-o", self.folder / f"{name}.note")
        self.cli.does("export", "-o", self.folder / f"{name}.jsonl", "--proofs", self.folder / f"{name}.proofs")
        self.cli.does("export", "--as-of", DAY, "-o", self.folder / f"{name}.csv")
        self.cli.does("proof", "9", "-o", self.folder / f"{name}.proof")

    def is_verified(self, *words: object) -> bool:
        return main([str(word) for word in (*words, "--key", self.verifying_key)]) == 0

    def file(self, name: str) -> Path:
        return self.folder / name


@pytest.mark.parametrize("engine", ["sqlite_url", "postgres_url"])
def test_what_was_proved_before_an_erasure_is_proved_after_it(
    request: pytest.FixtureRequest, tmp_path: Path, engine: str
) -> None:
    """given proofs of a claim by a sealed source; when its name is erased; then old proofs fit the new log"""
    kept = Kept(Cli(request.getfixturevalue(engine), tmp_path))
    before = kept.cli.log()
    kept.cli.does("vault", "erase", kept.sealed, "--vault", kept.vault, "--reason", "asked for")
    kept.take("after")
    notes = ("--checkpoint", kept.file("before.note"), "--checkpoint", kept.file("after.note"))

    for name in ("before", "after"):
        assert kept.is_verified("event", kept.file(f"{name}.proof"))
    assert kept.is_verified("log", kept.file("after.jsonl"), *notes, "--proofs", kept.file("before.proofs"))
    assert kept.is_verified("state", kept.file("after.jsonl"), kept.file("after.csv"), *notes)
    assert kept.cli.log()[:-1] == before
    assert kept.cli("verify").code == 0
    assert kept.cli("rebuild").code == 0


def test_a_log_with_erasures_is_restored_as_it_was(sqlite_url: str, tmp_path: Path) -> None:
    kept = Kept(Cli(sqlite_url, tmp_path))
    kept.cli.does("vault", "erase", kept.sealed, "--vault", kept.vault, "--reason", "asked for")
    kept.take("after")

    other = Cli(f"sqlite+aiosqlite:///{tmp_path / 'other.db'}", tmp_path)
    other.does("import", "--restore", kept.file("after.jsonl"))

    other.does("export", "-o", kept.file("again.jsonl"))
    assert kept.file("again.jsonl").read_bytes() == kept.file("after.jsonl").read_bytes()
