"""Coordinates as they are written on the command line: a day, after `@` when it was known; or a snapshot's token."""

from dataclasses import dataclass, replace
from datetime import date, datetime

import typer

from api.cli import options
from api.cli.running import reached
from domain.values import knowledge
from domain.values.coordinates import Coordinates
from domain.values.terms import Policy
from service.asking import tokens
from service.asking.refusals import ClientError

FORMS = "DATE, DATE@KNOWN, DATE@POSITION, or a token"
_TOKEN_BEGINS = "Wz"
"""As every list of JSON begins in base64. No date does."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot as it was written. None is left open, for an option to fill; `policy` is that of a token, which
    leaves nothing open.
    """

    day: date
    known_at: datetime | None = None
    position: int | None = None
    policy: Policy | None = None


def read(text: str) -> Snapshot:
    if text.startswith(_TOKEN_BEGINS):
        return _token(text)
    day, *known = text.split("@")
    try:
        snapshot = Snapshot(options.day(day))
        for one in known:
            snapshot = _known(snapshot, one)
    except typer.BadParameter as error:
        raise typer.BadParameter(f"{error.message} (a snapshot is {FORMS})") from None
    return snapshot


def _token(text: str) -> Snapshot:
    try:
        snapshot = tokens.decode(text)
    except ClientError as error:
        raise typer.BadParameter(error.message) from None
    assert snapshot.date is not None, "a token names a day"
    return Snapshot(snapshot.date, snapshot.known_at, snapshot.position, snapshot.policy)


def _known(snapshot: Snapshot, text: str) -> Snapshot:
    if text.isascii() and text.isdigit() and snapshot.position is None and len(text) <= options.POSITION_DIGITS_MAX:
        return replace(snapshot, position=int(text))
    if snapshot.known_at is None:
        return replace(snapshot, known_at=knowledge.published_by(options.published(text)))
    raise typer.BadParameter(f"{text!r} says again what is known: give one day or moment, and one position at most")


def at(written: Snapshot, known_at: datetime | None, position: int | None, policy: Policy, head: int) -> Coordinates:
    """The coordinates; what is left open is as the options say. Raises NotFound where the log is not so long."""
    if written.policy:
        return Coordinates(written.day, written.known_at, reached(written.position, head), written.policy)
    position = position if written.position is None else written.position
    return Coordinates(written.day, written.known_at or known_at, reached(position, head), policy)
