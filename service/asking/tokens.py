"""Tokens of snapshots: coordinates in one word. The answer at a token never changes, so it can be cached for ever."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from domain.control.policies import VERSION as RULES
from domain.values import knowledge
from domain.values.coordinates import Coordinates
from domain.values.terms import Policy
from service.asking import cursors
from service.asking.refusals import ClientError

VERSION = 1
_RELEASES = {1: "Conflict Timeline 0.1"}
"""Which release answered by earlier versions of the rules."""


def encode(at: Coordinates) -> str:
    assert at.date is not None, "a snapshot is that of a day"
    known = at.known_at and knowledge.written(at.known_at)
    return cursors.pack(VERSION, RULES, at.date.isoformat(), known, at.position, at.policy.value)


def decode(token: str) -> Coordinates:
    """The coordinates in a token. Raises ClientError BAD_TOKEN or OTHER_RULES."""
    try:
        version, rules, day, known, position, policy = cursors.unpack(token) or [None] * 6
        known_at = known and knowledge.published_by(known)
        at = Coordinates(date.fromisoformat(day), known_at, position, Policy(policy))
    except (ValueError, TypeError):
        at = None
    if at and version == VERSION and type(rules) is int and rules != RULES:
        raise ClientError("OTHER_RULES", _other_rules(rules))
    if at is None or type(position) is not int or position < 0 or version != VERSION or encode(at) != token:
        raise ClientError("BAD_TOKEN", "this token is none that a snapshot gave: pass `token` back unchanged")
    return at


def decode_seen(id: str) -> tuple[Coordinates, str | None] | None:
    """The coordinates in the id of a snapshot, which is its token, or of the state of a place, whose id stands behind
    that. None for any other id. Raises ClientError OTHER_RULES.
    """
    token, colon, place = id.rpartition(":")
    try:
        return decode(token if colon else id), place if colon else None
    except ClientError as error:
        if error.code == "BAD_TOKEN":
            return None
        raise


def encode_view(event: str, at: Coordinates) -> str:
    """The id of an event as seen from a state of knowledge: date and policy have no part in it."""
    return f"{event}@{_knowledge(at.known_at, at.position)}"


@lru_cache(maxsize=1_000)
def _knowledge(known_at: datetime | None, position: int) -> str:
    return cursors.pack(VERSION, known_at and knowledge.written(known_at), position)


def decode_view(id: str) -> tuple[str, Coordinates] | None:
    """The event and the state of knowledge in such an id; None for any other."""
    event, _, token = id.rpartition("@")
    try:
        _, known, position = cursors.unpack(token) or [None] * 3
        at = Coordinates(None, known and knowledge.published_by(known), position)
    except (ValueError, TypeError):
        return None
    if type(position) is not int or position < 0 or encode_view(event, at) != id:
        return None
    return event, at


def _other_rules(rules: int) -> str:
    release = _RELEASES.get(rules, "another release")
    return (
        f"this token is of rules {rules}, by which {release} answered, and this server resolves by rules {RULES}: "
        "ask anew with the date, or ask a server of that release"
    )


def snapshot_json(at: Coordinates) -> dict[str, Any]:
    """A snapshot's coordinates and its token, with the names of the schema's Snapshot."""
    assert at.date is not None, "a snapshot is that of a day"
    return {
        "date": at.date.isoformat(),
        "knownOn": at.known_on and at.known_on.isoformat(),
        "knownAt": at.known_moment and knowledge.written_moment(at.known_moment),
        "position": at.position,
        "policy": at.policy,
        "token": encode(at),
    }
