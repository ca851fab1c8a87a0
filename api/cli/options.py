"""Options that several commands share, and how their values are read."""

from datetime import date, datetime
from typing import Annotated

import typer

from domain.values import edtf, knowledge
from domain.values.limits import NAME_CHARS_MAX
from domain.values.problems import FieldError
from domain.values.terms import PlaceKind, Policy, Visibility
from domain.values.text import clean


def day(text: str) -> date:
    """A civil day, strictly YYYY-MM-DD."""
    try:
        return date.fromisoformat(edtf.strict_day(text))
    except FieldError as error:
        raise typer.BadParameter(str(error)) from None
    except ValueError:
        raise typer.BadParameter(f"{text} is not in the calendar: check the day and the month") from None


def moment(text: str) -> datetime:
    """A moment with its offset, as RFC 3339 has it."""
    try:
        return knowledge.moment(text)
    except FieldError as error:
        raise typer.BadParameter(str(error)) from None


def published(text: str) -> str:
    """A day, or a moment with its offset, as it is written."""
    try:
        knowledge.published_by(text)
    except FieldError as error:
        raise typer.BadParameter(str(error)) from None
    return text


def known_by(on: date | None, at: datetime | None) -> datetime | None:
    """The moment up to which everything known counts."""
    try:
        return knowledge.known_by(on, at)
    except FieldError:
        raise typer.BadParameter("one clock: give the day or the moment", param_hint="--known-on, --known-at") from None


def plain(text: str) -> str:
    """Text that may be looked for in the log; no other is in it."""
    try:
        cleaned = clean(text)
    except FieldError as error:
        raise typer.BadParameter(str(error)) from None
    if not cleaned:
        raise typer.BadParameter("is empty: leave it out or fill it")
    return cleaned


def name(text: str) -> str:
    """A name as a place may have it. A longer text is none, and ranking it takes long."""
    cleaned = plain(text)
    if len(cleaned) > NAME_CHARS_MAX:
        message = f"has {len(cleaned):,} characters, {NAME_CHARS_MAX:,} at most: give the name alone"
        raise typer.BadParameter(message)
    return cleaned


def no_two_forms(json: bool, csv: bool) -> None:
    if json and csv:
        raise typer.BadParameter("choose one of the two", param_hint="--json and --csv")


Database = Annotated[
    str | None,
    typer.Option(
        "--database-url",
        metavar="URL",
        help="sqlite:///FILE or postgresql://USER@HOST/NAME, in place of TIMELINE_DATABASE_URL.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, with the names of the GraphQL schema.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print a table for spreadsheets.")]
By = Annotated[str, typer.Option(metavar="NAME", parser=plain, help="Who records this, for recordedBy.")]
FromDay = Annotated[
    date | None, typer.Option("--from", metavar="DATE", parser=day, help="From this day on, YYYY-MM-DD.")
]
ToDay = Annotated[
    date | None, typer.Option("--to", metavar="DATE", parser=day, help="Up to this day and with it, YYYY-MM-DD.")
]
Place = Annotated[
    str,
    typer.Argument(
        metavar="PLACE",
        parser=plain,
        help="An id (af-imam-sahib), a code (AF1905, ocha-cod-ab:AF1905) or a name.",
    ),
]
KnownOn = Annotated[
    date | None,
    typer.Option(
        "--known-on",
        metavar="DATE",
        parser=day,
        help="Leave out what became known after the end of this day (UTC), YYYY-MM-DD.",
    ),
]
KnownAt = Annotated[
    datetime | None,
    typer.Option(
        "--known-at",
        metavar="MOMENT",
        parser=moment,
        help="Leave out what became known after this moment, 2021-06-22T16:00:00Z.",
    ),
]
POSITION_DIGITS_MAX = 18
"""A longer number is no position of any log, and more than a database takes."""
Position = Annotated[
    int | None,
    typer.Option("--position", metavar="N", min=0, help="Leave out what was recorded after this position of the log."),
]
PolicyChoice = Annotated[
    Policy,
    typer.Option(
        "--policy",
        metavar="POLICY",
        case_sensitive=False,
        help=f"How to choose between claims: {', '.join(Policy).lower()}.",
    ),
]
Within = Annotated[
    str | None, typer.Option(metavar="PLACE", parser=plain, help="Only in this place: id, code or name.")
]
Kind = Annotated[
    PlaceKind | None,
    typer.Option(metavar="KIND", case_sensitive=False, help=f"Only of this kind: {', '.join(PlaceKind).lower()}."),
]
OneKind = Annotated[
    PlaceKind,
    typer.Option(
        "--kind", metavar="KIND", case_sensitive=False, help=f"Places of this kind: {', '.join(PlaceKind).lower()}."
    ),
]
First = Annotated[int, typer.Option("--first", metavar="N", min=1, max=10_000, help="How many at most.")]
VisibilityChoice = Annotated[
    Visibility,
    typer.Option(
        "--visibility",
        metavar="VISIBILITY",
        case_sensitive=False,
        help=f"Who may open what is recorded: {', '.join(Visibility).lower()}. Needs audiences: docs/visibility.md.",
    ),
]
ReleaseAt = Annotated[
    datetime | None,
    typer.Option(
        "--release-at",
        metavar="MOMENT",
        parser=moment,
        help="The embargo: nobody but who reads the record may open it before 2021-06-22T16:00:00Z.",
    ),
]
