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
    """The key in a cursor that this connection gave; None for none. Raises ClientError BAD_CURSOR."""
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
    """What `pack` was given, or None if it was not `pack` that made this word."""
    if len(word) > CHARS_MAX:
        return None
    try:
        found = json.loads(base64.b64decode(word + "=" * (-len(word) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        return None
    whole = isinstance(found, list) and len(found) > 1 and all(map(can_be_stored, found))
    return found if whole and pack(*found) == word else None
