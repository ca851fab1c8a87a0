"""Whether a batch may say who opens its events, and those of others."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from domain.events import Event, VisibilitySet
from domain.events.disclosure import TO_ALL, Disclosure, disclosure_by
from domain.values.problems import Problem, Refused
from domain.values.terms import Visibility
from store.db import limits, tables
from store.db.columns import listed
from store.db.connections import Connection
from store.read import audiences, disclosures
from store.read.disclosures import Disclosed


async def check(conn: Connection, events: Sequence[Event], now: datetime, since: int) -> None:
    """Raises Refused: where there is no log for those who may open less, and where something is taken back that
    somebody may have opened. What comes after the position `since` nobody has seen yet.
    """
    said = [(index, event) for index, event in enumerate(events) if isinstance(event, VisibilitySet)]
    if not said:
        return
    kept_for = set(await audiences.reached(conn))
    own = {event.id for event in events} | await _unseen(conn, said, since)
    others = {id for _, event in said for id in event.events} - own
    before = await disclosures.disclosed(conn, others) if others else {}
    problems = [
        problem.under(str(index))
        for index, event in said
        for problem in (*_unkept(event.visibility, kept_for), *_taken_back(event, own, before, kept_for, now))
    ]
    if problems:
        raise Refused(*problems)


async def check_kept_for(conn: Connection, disclosure: Disclosure) -> None:
    """Raises Refused where no log is kept for those who may open something. A file that says so need not be read."""
    if problems := await audience_problems(conn, disclosure.visibility):
        raise Refused(*problems)


async def audience_problems(conn: Connection, visibility: Visibility) -> list[Problem]:
    """What is wrong where no log is kept for those who may open something."""
    return [*_unkept(visibility, set(await audiences.reached(conn)))]


async def _unseen(conn: Connection, said: Sequence[tuple[int, VisibilitySet]], since: int) -> set[str]:
    row = tables.event.c
    ids = listed(id for _, event in said for id in event.events)
    return set((await conn.execute(select(row.id).where(row.id.in_(ids), row.position > since))).scalars())


def _unkept(visibility: Visibility, kept_for: set[Visibility]) -> Iterator[Problem]:
    if Visibility.PUBLIC not in kept_for:
        message = (
            "everybody reads all of this log: set TIMELINE_PUBLIC_DATABASE_URL to another database, which gets what "
            "everybody may open, and start the server (docs/visibility.md)"
        )
        yield Problem(("visibility",), "NO_AUDIENCES", message)
    elif visibility not in (*kept_for, Visibility.SEALED):
        name = f"TIMELINE_{visibility}_DATABASE_URL"
        message = f"no log is kept for {visibility}: set {name} and start the server, or say SEALED"
        yield Problem(("visibility",), "NO_SUCH_AUDIENCE", message)


def _taken_back(
    event: VisibilitySet,
    own: Collection[str | None],
    before: Mapping[str, Disclosed],
    kept_for: set[Visibility],
    now: datetime,
) -> Iterator[Problem]:
    after = disclosure_by(event)
    # The clocks of those who record and of those who publish differ, and a batch may wait for its turn.
    soon = now + timedelta(seconds=limits.EMBARGO_MARGIN_S)
    for index, id in enumerate(event.events):
        was = before[id].disclosure if id in before else TO_ALL
        lost = [to for to in kept_for if was.opens_to(to, soon) and not after.opens_to(to, now)]
        if id not in own and lost:
            message = f"{id} may have been opened by {lost[0]} by now: correct or retract it, it cannot be hidden"
            yield Problem(("events", str(index)), "OPENED_ALREADY", message)
