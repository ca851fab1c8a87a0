"""Texts looked for in bytes, and in whatever is compressed within them."""

import re
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import zstandard

from trust.sealed.canaries import forms

_DEFLATED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]|\x28\xb5\x2f\xfd|PK\x03\x04")
_ZEROS = re.compile(rb"\x00{256,}")
_UNPACKED_BYTES_MAX = 50_000_000
_ZIP_HEADER_BYTES = 30


class Search:
    def __init__(self, texts: Iterable[str]):
        self._forms = {text: forms(text) for text in texts}

    def texts_in(self, content: bytes, deep: int = 2) -> set[str]:
        """Those of the texts that are in it in any form. Compressed parts are unpacked, and parts of those."""
        content = _ZEROS.sub(bytes(255), content)
        texts = {text for text, written in self._forms.items() if any(form in content for form in written)}
        if deep:
            for start in _DEFLATED.finditer(content):
                if inner := _unpacked(content, start.start()):
                    texts |= self.texts_in(inner, deep - 1)
        return texts

    def texts_in_files(self, files: Iterable[Path]) -> set[str]:
        """In what each has, and in its name."""
        texts: set[str] = set()
        for file in files:
            texts |= self.texts_in(file.name.encode("utf-8", "surrogateescape")) | self.texts_in(file.read_bytes())
        return texts


def _unpacked(content: bytes, start: int) -> bytes | None:
    with suppress(zlib.error, zstandard.ZstdError, ValueError):
        if content.startswith(b"\x28\xb5\x2f\xfd", start):
            reader = zstandard.ZstdDecompressor().stream_reader(content[start:])
            return reader.read(_UNPACKED_BYTES_MAX)
        if content.startswith(b"PK", start):
            skipped = sum(int.from_bytes(content[start + at : start + at + 2], "little") for at in (26, 28))
            start += _ZIP_HEADER_BYTES + skipped
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(content[start:], _UNPACKED_BYTES_MAX)
        return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(content[start:], _UNPACKED_BYTES_MAX)
    return None
