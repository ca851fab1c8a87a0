"""Ids that a question is about: those that are on record, and what was meant by those that are not."""

from api.graphql.context import Info
from domain.values.coordinates import Coordinates
from domain.values.limits import NAME_CHARS_MAX
from service.asking.refusals import ClientError
from service.asking.stored_text import can_be_stored
from service.wording.nearest import did_you_mean, unknown
from store.read import places, text_search
from store.read.places import PlaceRow
from store.read.text_search import ACTORS, PLACES, SOURCES, Register

CANDIDATES_SHOWN = 5
_WHAT = {PLACES: "place", ACTORS: "actor", SOURCES: "source"}


async def place_meant(info: Info, position: int, text: str) -> str:
    """The id of the place with this id, or with this name where one place alone has it, in any spelling on record.

    Raises ClientError UNKNOWN_PLACE, as an empty answer would look like a quiet province, or AMBIGUOUS_PLACE.
    """
    reading = info.context.reading
    if await reading.places.load((Coordinates(None, None, position), text)) is not None:
        return text
    called: list[PlaceRow] = []
    if can_be_stored(text) and len(text) <= NAME_CHARS_MAX:
        called = await reading.ask(places.find_by_name, text, position=position)
    if not called:
        near = await nearest(info, PLACES, position, text)
        remedy = "look it up with places, or by its code with place(code:)"
        raise ClientError("UNKNOWN_PLACE", unknown("no place has this id or name", near, remedy))
    if len(called) > 1:
        shown = " or ".join(f"{place.id} ({place.name}, {place.kind})" for place in called[:CANDIDATES_SHOWN])
        more = f" or one of {len(called) - CANDIDATES_SHOWN:,} more" if len(called) > CANDIDATES_SHOWN else ""
        message = f"{len(called):,} places have this name, {shown}{more}: give the id of one"
        raise ClientError("AMBIGUOUS_PLACE", message)
    return called[0].id


async def known(info: Info, position: int, text: str | None) -> str | None:
    """As `place_meant`; None where no place is asked for."""
    return None if text is None else await place_meant(info, position, text)


async def known_actor(info: Info, position: int, id: str | None) -> None:
    """Raises ClientError."""
    if id is not None and await info.context.reading.actors.load((position, id)) is None:
        near = await nearest(info, ACTORS, position, id)
        raise ClientError("UNKNOWN_ACTOR", unknown("no actor has this id", near, "look it up with actors"))


async def known_source(info: Info, position: int, id: str | None) -> None:
    """Raises ClientError."""
    if id is not None and await info.context.reading.sources.load((position, id)) is None:
        near = await nearest(info, SOURCES, position, id)
        remedy = "look it up with sources, or take the id from the `source` of an event"
        raise ClientError("UNKNOWN_SOURCE", unknown("no source has this id", near, remedy))


async def nearest(info: Info, register: Register, position: int, id: str) -> list[str]:
    if len(id) > NAME_CHARS_MAX or not can_be_stored(id):
        return []
    return await info.context.reading.ask(text_search.nearest_ids, register, id, position=position)


async def warn_of(info: Info, register: Register, position: int, id: str) -> None:
    """Where the answer is null: a warning beside it with what may have been meant, if anything is near."""
    if near := await nearest(info, register, position, id):
        what = _WHAT[register]
        info.context.warn(f"UNKNOWN_{what.upper()}", f"no {what} has the id {id[:NAME_CHARS_MAX]}{did_you_mean(near)}")


async def warn_of_event(info: Info, id: str) -> None:
    """As `warn_of`, of an event."""
    if can_be_stored(id) and len(id) <= NAME_CHARS_MAX:
        near = await info.context.reading.ask(text_search.nearest_events, id)
        if near:
            info.context.warn("UNKNOWN_EVENT", f"no event has the id {id}{did_you_mean(near)}")
