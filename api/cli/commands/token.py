"""`timeline token`: who may write over the network."""

import re
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Annotated, Any

import typer

from api.cli import options
from api.cli.output.console import err, out, print_json, table
from api.cli.running import must_exist, run, settings
from domain.values import knowledge
from domain.values.access import Principal, Scope
from domain.values.problems import FieldError
from domain.values.terms import Visibility
from store.db import migrate
from store.db.connections import Database
from store.read.access_tokens import AccessToken, all_tokens
from store.write.access_tokens import create_token, revoke_token

group = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="""Let people and programs write over the network, or stop them.

    Commands on this machine need no token: who has the database may write to it.

    Example:

    \b
      timeline token create amina --scope append --expires 90d
      timeline token list
      timeline token revoke amina
    """,
)
_DAYS = re.compile(r"[1-9][0-9]{0,4}d")
Name = Annotated[str, typer.Argument(metavar="NAME", parser=options.plain, help="Whose token it is: `recordedBy`.")]


def expiry(text: str) -> datetime:
    """The end of a day (UTC), a moment, or so many days from now."""
    if _DAYS.fullmatch(text):
        return datetime.now(UTC) + timedelta(days=int(text[:-1]))
    try:
        return knowledge.published_by(text)
    except FieldError as error:
        raise typer.BadParameter(f"{error}; or a number of days: 90d") from None


@group.command("create")
def create(
    name: Name,
    scope: Annotated[
        Scope,
        typer.Option(help="append: record; curate: correct, retract and see who recorded; admin: everything."),
    ],
    reads: Annotated[
        Visibility,
        typer.Option(
            case_sensitive=False,
            help="Up to which visibility somebody who does not write may open events: docs/visibility.md.",
        ),
    ] = Visibility.PUBLIC,
    expires: Annotated[
        datetime | None,
        typer.Option(metavar="WHEN", parser=expiry, help="90d, 2027-06-30 (its end, UTC) or a moment. None: never."),
    ] = None,
    json: options.Json = False,
    database: options.Database = None,
) -> None:
    """Make a token and print it, this once: only its digest is kept.

    Its name is the `recordedBy` of what is recorded with it, so give each
    person and each program one of their own.

    Example:

    \b
      timeline token create amina --scope append --expires 90d
      timeline token create loader --scope append --expires 2027-06-30
    """
    url = settings(database_url=database).database_url
    text = run(partial(_create, url, name, scope, reads, expires), url)
    if json:
        print_json(
            {
                "name": name,
                "scope": scope,
                "reads": Principal(name, scope, reads).clearance,
                "expiresAt": _moment(expires),
                "token": text,
            }
        )
        return
    err().print(f"The token of {name}, to be kept like a password. It is not shown again:")
    out().print(text)


async def _create(url: str, name: str, scope: Scope, reads: Visibility, expires: datetime | None, db: Database) -> str:
    await migrate.upgrade(url)
    return await create_token(db, name, scope, now=datetime.now(UTC), reads=reads, expires_at=expires)


@group.command("list")
def list_(json: options.Json = False, database: options.Database = None) -> None:
    """List the tokens, those revoked and expired too, with when each was last used.

    Example:

    \b
      timeline token list
    """
    url = settings(database_url=database).database_url
    must_exist(url)
    found, now = run(_all, url), datetime.now(UTC)
    if json:
        print_json({"tokens": [_json(token, now) for token in found]})
    elif found:
        rows = table("name", "scope", "reads", "state", "created (UTC)", "expires (UTC)", "last used (UTC)")
        for token in found:
            moments = (token.created_at, token.expires_at, token.last_used_at)
            rows.add_row(
                token.name,
                token.scope,
                token.principal.clearance,
                _state(token, now),
                *map(_minute, moments),
            )
        out().print(rows, soft_wrap=False)
    else:
        err().print("There are no tokens yet: `timeline token create NAME --scope append` makes one.")


async def _all(db: Database) -> list[AccessToken]:
    async with db.read() as conn:
        return await all_tokens(conn)


@group.command("revoke")
def revoke(name: Name, database: options.Database = None) -> None:
    """Take a token back. Every running server refuses it from now on.

    Example:

    \b
      timeline token revoke amina
    """
    url = settings(database_url=database).database_url
    must_exist(url)
    run(lambda db: revoke_token(db, name, now=datetime.now(UTC)), url)
    out().print(f"The token of {name} is revoked; what was recorded with it stays.")


def _state(token: AccessToken, now: datetime) -> str:
    if token.revoked_at:
        return "revoked"
    return "expired" if token.is_expired(now) else "good"


def _minute(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "-"


def _moment(moment: datetime | None) -> str | None:
    return knowledge.written_moment(moment) if moment else None


def _json(token: AccessToken, now: datetime) -> dict[str, Any]:
    return {
        "name": token.name,
        "scope": token.scope,
        "reads": token.principal.clearance,
        "state": _state(token, now),
        "createdAt": _moment(token.created_at),
        "expiresAt": _moment(token.expires_at),
        "revokedAt": _moment(token.revoked_at),
        "lastUsedAt": _moment(token.last_used_at),
    }
