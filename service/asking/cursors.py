"""Cursors: the sort key of the last item seen, versioned and bound to one connection. Never an offset."""

import base64
import binascii
import json
from typing import Any

from service.asking.refusals import ClientError
from service.asking.stored_text import can_be_stored

VERSION = 1
CHARS_MAX = 600


def encode(connection: str, *key: Any) -> str:
    return pack(VERSION, connection, *key)


def decode(connection: str, cursor: str | None, kinds: tuple[type, ...]) -> tuple[Any, ...] | None:
    """The key in a cursor of this connection; None without a cursor. Raises ClientError BAD_CURSOR."""
    if cursor is None:
        return None
    version, name, *key = unpack(cursor) or [None, None]
    if version != VERSION or name != connection or [type(part) for part in key] != list(kinds):
        raise ClientError(
            "BAD_CURSOR", f"`after` is no cursor that {connection} gave: pass an endCursor back unchanged"
        )
    return tuple(key)


def pack(*parts: Any) -> str:
    """Values as one word that is safe in a URL."""
    text = json.dumps(parts, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def unpack(word: str) -> list[Any] | None:
    """The values that `pack` made this word from; None if it did not."""
    if len(word) > CHARS_MAX:
        return None
    try:
        parts = json.loads(base64.b64decode(word + "=" * (-len(word) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        return None
    whole = isinstance(parts, list) and len(parts) > 1 and all(map(can_be_stored, parts))
    return parts if whole and pack(*parts) == word else None
