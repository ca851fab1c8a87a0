"""Stored text read back into events: what was changed since it was recorded is named by its position, never shown."""

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from domain.events import Event, interchange, stored
from domain.events.upcast import CURRENT
from store.db.errors import DamagedRow

Read = TypeVar("Read")

DIGEST = "was changed after it was recorded: its text does not fit its digest"
UNREADABLE = "cannot be read: its text is no event of a type and version that this release knows"


def event_of(position: int, payload: str, sha256: str) -> Event:
    """The event that was recorded at this position. Raises DamagedRow."""
    return _readable(position, payload, sha256, stored.read)


def check_text(position: int, payload: str, sha256: str) -> None:
    """For readers who pass the text on and need no event. Raises DamagedRow."""
    _readable(position, payload, sha256, _check_type)


def claims_of(rows: Sequence[tuple[int, str, str]]) -> list[dict[str, Any]]:
    """What the events of these rows say, by position, text and digest: see `interchange.stored_claims`.

    Raises DamagedRow.
    """
    for position, payload, sha256 in rows:
        _readable(position, payload, sha256, str)
    try:
        claims = interchange.stored_claims([payload for _, payload, _ in rows])
    except Exception:
        claims = []
    if len(claims) != len(rows) or any(claim.get("type") not in CURRENT for claim in claims):
        for row in rows:
            check_text(*row)
    return claims


def digest_of(payload: str) -> str:
    return hashlib.sha256(payload.encode()).hexdigest()


def _readable(position: int, payload: str, sha256: str, read: Callable[[str], Read]) -> Read:
    try:
        if digest_of(payload) != sha256:
            raise DamagedRow(position, DIGEST)
        return read(payload)
    except DamagedRow:
        raise
    except Exception as error:  # whatever else is wrong with it, it passed every check when it was recorded
        raise DamagedRow(position, UNREADABLE) from error


def _check_type(payload: str) -> None:
    if json.loads(payload)["type"] not in CURRENT:
        raise ValueError("no type of event")
