"""A snapshot's token: its coordinates in one word. What it names never changes, so the answer can be kept for ever."""

from datetime import date
from typing import Any

from domain.control.policies import VERSION as RULES
from domain.values.coordinates import Coordinates
from domain.values.terms import Policy
from service.asking import cursors
from service.asking.refusals import ClientError

VERSION = 1


def encode(at: Coordinates) -> str:
    assert at.date is not None, "a snapshot is that of a day"
    known_on = at.known_on and at.known_on.isoformat()
    return cursors.pack(VERSION, RULES, at.date.isoformat(), known_on, at.position, at.policy.value)


def decode(token: str) -> Coordinates:
    """Raises ClientError BAD_TOKEN."""
    try:
        version, rules, day, known_on, position, policy = cursors.unpack(token) or [None] * 6
        found = Coordinates(
            date.fromisoformat(day), known_on and date.fromisoformat(known_on), position, Policy(policy)
        )
    except (ValueError, TypeError):
        found = None
    if found and version == VERSION and type(rules) is int and rules != RULES:
        raise ClientError(
            "OTHER_RULES", f"this token was given under rules {rules}; this server resolves by rules {RULES}: ask anew"
        )
    if found is None or type(position) is not int or position < 0 or version != VERSION or encode(found) != token:
        raise ClientError("BAD_TOKEN", "this token is none that a snapshot gave: pass `token` back unchanged")
    return found


def snapshot_json(at: Coordinates) -> dict[str, Any]:
    """A snapshot's coordinates and its token, with the names of the schema's Snapshot."""
    assert at.date is not None, "a snapshot is that of a day"
    return {
        "date": at.date.isoformat(),
        "knownOn": at.known_on and at.known_on.isoformat(),
        "position": at.position,
        "policy": at.policy,
        "token": encode(at),
    }
