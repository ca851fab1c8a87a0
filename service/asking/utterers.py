"""First utterers in free text that may be registered actors: a warning for whoever records, and never a refusal."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from domain.events import Event, EventCorrected, content
from domain.gazetteer.actor_likeness import ActorIndex, NamedActor
from domain.values.problems import Problem
from service.wording.utterers import utterer_note
from store.db.connections import Connection
from store.read import actors

UTTERER_LIKE_ACTOR = "UTTERER_LIKE_ACTOR"


def first_utterer(event: Event) -> str | None:
    """By id or in free text; None where nobody is quoted."""
    attribution = content(event).attribution
    return attribution[0] if attribution else None


async def like_actors(
    conn: Connection, utterers: Iterable[str], coming: Mapping[str, str] = MappingProxyType({})
) -> Mapping[str, list[str]]:
    """Of these first utterers those that are no registered actors and like some, with the ids of these. One statement,
    and none where there are no utterers. `coming`: names by id of actors that are about to be registered.
    """
    if not (asked := dict.fromkeys(utterers)):
        return {}
    registered = {**await actors.names_of_actors(conn), **coming}
    index = ActorIndex(NamedActor(id, name) for id, name in registered.items())
    return {utterer: found for utterer in asked if utterer not in index and (found := index.like(utterer))}


async def utterer_warnings(
    conn: Connection, events: Iterable[Event], coming: Mapping[str, str] = MappingProxyType({})
) -> list[Problem]:
    """One for each distinct first utterer; the path begins with the index of the first event that has it.

    `coming` as in `like_actors`.
    """
    first: dict[str, tuple[str, ...]] = {}
    for index, event in enumerate(events):
        if utterer := first_utterer(event):
            inside = ("replacement",) if isinstance(event, EventCorrected) else ()
            first.setdefault(utterer, (str(index), *inside, "attribution", "0"))
    found = await like_actors(conn, first, coming)
    return [Problem(first[text], UTTERER_LIKE_ACTOR, utterer_note(text, ids)) for text, ids in found.items()]
