"""ZIP archives that a reader opens (workbooks, zipped shapefiles): refused before anything unfolds without a bound."""

import zipfile
from collections.abc import Sequence
from typing import BinaryIO

from domain.values.problems import FieldError
from importers import limits

DAMAGED = "the archive is damaged, or was not copied to its end: get the file anew"
_HELD_WHOLE = ("sharedStrings.xml", "styles.xml", "workbook.xml")
"""Parts of a workbook that its reader holds in memory; the others are streamed."""


def members(file: BinaryIO) -> list[str]:
    """The names of what is in a ZIP archive. Leaves the file at its beginning.

    Raises FieldError for a bomb, and for what is damaged or has a password.
    """
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError):
        raise FieldError("DAMAGED", DAMAGED) from None
    finally:
        file.seek(0)
    if any(info.flag_bits & 1 for info in infos):
        raise FieldError("PASSWORD", "the archive has a password: save it without one")
    _check_sizes(infos)
    return [info.filename for info in infos]


def _check_sizes(infos: Sequence[zipfile.ZipInfo]) -> None:
    """By what the archive declares; no more than that is read of any part."""
    if len(infos) > limits.ARCHIVE_MEMBERS_MAX:
        raise FieldError(
            "TOO_LONG", f"the archive has more than {limits.ARCHIVE_MEMBERS_MAX:,} files: take out what it is about"
        )
    for info in infos:
        held = info.filename.endswith(_HELD_WHOLE)
        longest = limits.ARCHIVE_HELD_BYTES_MAX if held else limits.ARCHIVE_MEMBER_BYTES_MAX
        unfolds = info.file_size > limits.ARCHIVE_RATIO_FROM_BYTES and (
            info.file_size > limits.ARCHIVE_RATIO_MAX * max(info.compress_size, 1)
        )
        if info.file_size > longest or unfolds:
            message = (
                f"{info.filename[: limits.SHOWN_CHARS_MAX]} in the archive unfolds to {info.file_size:,} bytes from "
                f"{info.compress_size:,}: save the table as CSV, or split it"
            )
            raise FieldError("ARCHIVE_BOMB", message)
