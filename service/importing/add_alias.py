"""An analyst's decision that a reported name means a place, kept as an event, so that the next import knows it."""

from datetime import datetime

from domain.events import PlaceName
from domain.gazetteer.descriptions import is_called, with_name
from domain.values.problems import Problem, Refused
from store.db.connections import Database
from store.read.place_descriptions import descriptions
from store.read.places import find_by_name
from store.write.append import append_on


async def add_alias(db: Database, name: str, place: str, *, by: str, now: datetime, note: str | None = None) -> bool:
    """Record that the place has this name too. False if that is on record already.

    Raises Refused where there is no such place, and where another place has the name: references to that one would
    become ambiguous.
    """
    async with db.write() as conn:
        described = await descriptions(conn, [place])
        if place not in described:
            raise Refused(Problem((), "UNKNOWN_PLACE", f"no place {place} is registered: check the id"))
        if is_called(described[place], name):
            return False
        if namesakes := await find_by_name(conn, name):
            who = " and ".join(f"{other.id} ({other.name})" for other in namesakes)
            message = f"{who} has the name {name!r}: in a report, narrow the name with `within` or `kind`"
            raise Refused(Problem((), "NAME_TAKEN", message))
        event = with_name(
            described[place],
            PlaceName(text=name),
            published=now.date().isoformat(),
            note=note or f"decided: the reported name {name!r} means this place",
        )
        await append_on(conn, [event], key=f"resolve:{place}:{now.isoformat()}", by=by, now=now)
        return True
