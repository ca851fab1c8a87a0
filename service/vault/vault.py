"""A folder with one small file for each sealed value: what is in it can be erased, and nothing else has a copy.

A database would keep copies of its own: pages that are free, a journal, a log of what it wrote. A file is overwritten
where it lies, and then removed. What the disk and the file system keep beneath that is beyond any program.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from domain.values.problems import FieldError
from domain.values.sealed import PREFIX, is_sealed
from service.exporting.whole_file import sync

_SEALED, _ERASED = ".age", ".erased"


@dataclass(frozen=True, slots=True)
class Entry:
    """A value that was sealed into this vault. Days are UTC; `sealed_on` is None where it is erased."""

    sealed: str
    sealed_on: date | None
    erased_on: date | None

    @property
    def state(self) -> str:
        if not self.erased_on:
            return "sealed"
        return "erased in part" if self.sealed_on else "erased"


@dataclass(frozen=True, slots=True)
class Vault:
    folder: Path

    def put(self, sealed: str, ciphertext: bytes) -> None:
        """Keep it, on the disk when this returns. The folder is made where there is none. Raises OSError."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Under its name at once: a file that is renamed or copied leaves one behind that nobody erases.
        self._write(self._file(sealed, _SEALED), ciphertext)

    def ciphertext(self, sealed: str) -> bytes:
        """Raises FieldError where there is none, or no longer: what is erased stays so, even where somebody has put
        an old copy of its file back.
        """
        file = self._file(sealed, _SEALED)
        if self._file(sealed, _ERASED).exists():
            again = ". Its file is here all the same: erase it once more" if file.exists() else ""
            raise FieldError("ERASED", f"it is erased: nobody can open it any more{again}")
        try:
            return file.read_bytes()
        except FileNotFoundError:
            message = f"{self.folder} does not have it: `timeline vault list` shows what it has"
            raise FieldError("NOT_IN_VAULT", message) from None

    def entries(self) -> list[Entry]:
        """In the order of their digits, which says nothing. Raises OSError."""
        names = {path.stem for path in self.folder.iterdir() if path.suffix in (_SEALED, _ERASED)}
        return [self._entry(PREFIX + name) for name in sorted(names) if is_sealed(PREFIX + name)]

    def has(self, sealed: str) -> bool:
        """Whether it was ever sealed into this vault."""
        return any(self._file(sealed, suffix).exists() for suffix in (_SEALED, _ERASED))

    def erase(self, sealed: str) -> None:
        """Overwrite its file and remove it. What was interrupted is completed by the next call. Raises OSError."""
        # First what says that it is to be erased: after a crash the list shows what is left to do.
        with suppress(FileExistsError):
            self._write(self._file(sealed, _ERASED), b"")
        file = self._file(sealed, _SEALED)
        with suppress(FileNotFoundError):
            _overwrite(file)
            file.unlink()
        sync(self.folder)

    def _entry(self, sealed: str) -> Entry:
        return Entry(sealed, _day(self._file(sealed, _SEALED)), _day(self._file(sealed, _ERASED)))

    def _file(self, sealed: str, suffix: str) -> Path:
        assert is_sealed(sealed), "a name of a file is made of it"
        return self.folder / f"{sealed.removeprefix(PREFIX)}{suffix}"

    def _write(self, file: Path, content: bytes) -> None:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        sync(self.folder)


def _overwrite(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.write(bytes(file.stat().st_size))
        opened.flush()
        os.fsync(opened.fileno())


def _day(file: Path) -> date | None:
    try:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC).date()
    except FileNotFoundError:
        return None
