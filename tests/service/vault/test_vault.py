"""The folder of the vault: what is erased is gone from it, whatever interrupts that."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.values.problems import FieldError
from service.vault.vault import Vault

SEALED, OTHER = f"sealed:{'0f' * 32}", f"sealed:{'f0' * 32}"
CIPHERTEXT = b"age-encryption.org/v1 and more" * 40


class Crash(Exception):
    pass


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    vault = Vault(tmp_path / "vault")
    vault.put(SEALED, CIPHERTEXT)
    return vault


def bytes_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def states(vault: Vault) -> dict[str, str]:
    return {entry.sealed: entry.state for entry in vault.entries()}


def refusal(vault: Vault, sealed: str = SEALED) -> str:
    with pytest.raises(FieldError) as refused:
        vault.ciphertext(sealed)
    return refused.value.code


def test_only_its_owner_can_enter_the_vault(vault: Vault) -> None:
    assert stat.S_IMODE(vault.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in vault.folder.iterdir()} == {0o600}


def test_what_was_put_in_is_there_and_never_written_over(vault: Vault) -> None:
    with pytest.raises(FileExistsError):
        vault.put(SEALED, b"other")

    assert (vault.ciphertext(SEALED), states(vault)) == (CIPHERTEXT, {SEALED: "sealed"})


def test_what_is_erased_stays_erased_and_nothing_else_is(vault: Vault) -> None:
    vault.put(OTHER, b"other")
    for _ in range(2):
        vault.erase(SEALED)

        assert CIPHERTEXT[:20] not in bytes_in(vault.folder)
        assert states(vault) == {SEALED: "erased", OTHER: "sealed"}
        assert (refusal(vault), vault.ciphertext(OTHER)) == ("ERASED", b"other")


def test_the_bytes_are_overwritten_where_they_lie_before_the_name_goes(vault: Vault, tmp_path: Path) -> None:
    """given another name of the same file, as a disk has it whose blocks are still there; then they are zeros"""
    [file] = vault.folder.iterdir()
    os.link(file, tmp_path / "blocks")

    vault.erase(SEALED)

    assert (tmp_path / "blocks").read_bytes() == bytes(len(CIPHERTEXT))


@pytest.mark.parametrize("step", range(5))
def test_an_erasure_that_is_interrupted_is_seen_and_completed(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """given a crash before each of its writes to the disk; when it is asked for again; then nothing is left"""
    calls = iter(range(100))

    def crashing(real: Any) -> Any:
        def call(*given: Any, **named: Any) -> Any:
            if next(calls) == step:
                raise Crash
            return real(*given, **named)

        return call

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", crashing(os.fsync))
        patched.setattr(Path, "unlink", crashing(Path.unlink))
        with pytest.raises(Crash):
            vault.erase(SEALED)

    assert states(vault)[SEALED] in ("erased in part", "erased")
    vault.erase(SEALED)
    assert (states(vault), CIPHERTEXT[:20] in bytes_in(vault.folder)) == ({SEALED: "erased"}, False)


def test_an_old_copy_of_a_file_brings_nothing_back(vault: Vault) -> None:
    """given an erased value; when a copy of its file is put back; then it is seen, not opened, and erased again"""
    vault.erase(SEALED)
    vault.put(SEALED, CIPHERTEXT)

    assert (refusal(vault), states(vault)) == ("ERASED", {SEALED: "erased in part"})
    vault.erase(SEALED)
    assert CIPHERTEXT[:20] not in bytes_in(vault.folder)


@given(acts=st.lists(st.tuples(st.sampled_from(["put", "erase"]), st.sampled_from([SEALED, OTHER])), max_size=12))
def test_whatever_happens_what_is_erased_is_never_had_again(acts: list[tuple[str, str]]) -> None:
    with TemporaryDirectory() as folder:
        vault, erased = Vault(Path(folder)), set[str]()
        for act, sealed in acts:
            if act == "erase":
                vault.erase(sealed)
                erased.add(sealed)
            else:
                with suppress(FileExistsError):
                    vault.put(sealed, sealed.encode())
            for each in erased:
                assert refusal(vault, each) == "ERASED"
        kept = {entry.sealed for entry in vault.entries() if entry.state == "sealed"}
        assert kept == {sealed for _, sealed in acts} - erased


def test_a_value_that_is_gone_already_can_be_erased(vault: Vault) -> None:
    for file in vault.folder.iterdir():
        file.unlink()

    vault.erase(SEALED)

    assert states(vault) == {SEALED: "erased"}


def test_what_was_never_there_is_refused(vault: Vault) -> None:
    assert refusal(vault, OTHER) == "NOT_IN_VAULT"
    assert not vault.has(OTHER)


def test_files_of_others_are_no_values(vault: Vault) -> None:
    (vault.folder / "notes.txt").write_text("x")
    (vault.folder / "short.age").write_text("x")

    assert states(vault) == {SEALED: "sealed"}
