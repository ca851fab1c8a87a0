"""States, periods and events as JSON, with the names of the GraphQL schema: the facts that the command line tells.

Everything that a set of answers refers to is loaded at once, so that the number of statements does not hang on how
many there are.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic.alias_generators import to_camel

from api.graphql import token
from domain.control.state import Period, State
from domain.events import BaseEvent, Event, EventCorrected, content, known_from
from domain.values import edtf
from domain.values.coordinates import Coordinates
from domain.values.terms import Interest, Policy
from store.db.connections import Connection
from store.read import actors, log, places, snapshot, sources
from store.read.actors import ActorRow
from store.read.log import Entry, Standing
from store.read.places import PlaceRow
from store.read.sources import SourceRow

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What a set of events refers to, as of a position of the log; standing also as known on a day."""

    entries: dict[int, Entry]
    actors: dict[str, ActorRow]
    sources: dict[str, SourceRow]
    places: dict[str, PlaceRow]
    about: dict[int, tuple[str, ...]]
    interests: dict[int, Interest]
    standing: dict[int, Standing]

    def actor(self, id: str | None) -> Json | None:
        """An actor that is not registered is told by its id alone: nobody else knows more."""
        if id is None:
            return None
        return {"id": id, "name": self.actors[id].name if id in self.actors else id}

    def place(self, id: str) -> Json:
        return {"id": id, "name": self.places[id].name if id in self.places else id}

    def source(self, id: str | None) -> Json | None:
        row = self.sources.get(id or "")
        if row is None:
            return None
        return {
            "id": row.id,
            "name": row.name,
            "publisher": row.publisher,
            "title": row.title,
            "url": row.url,
            "published": _day(row.published),
            "reliability": row.reliability,
            "affiliation": self.actor(row.affiliation),
            "licence": row.licence,
            "attribution": row.credit,
        }

    def events(self, positions: Iterable[int]) -> list[Json]:
        return [self.event(self.entries[position]) for position in positions]

    def event(self, entry: Entry) -> Json:
        event, said, position = entry.event, content(entry.event), entry.position
        occurred = said.occurred or entry.known.isoformat()
        found = edtf.interval(occurred)
        standing = self.standing[position]
        return {
            "id": event.id,
            "position": position,
            "type": event.TYPE,
            "version": event.version,
            "occurred": occurred,
            "earliest": found.earliest and found.earliest.isoformat(),
            "latest": found.latest and found.latest.isoformat(),
            "published": _day(event.published or known_from(event)),
            "recordedAt": entry.recorded_at.isoformat(),
            "recordedBy": entry.recorded_by,
            "source": self.source(said.source),
            "attribution": list(said.attribution),
            "hedges": list(said.hedges),
            "credibility": said.credibility,
            "interest": self.interests.get(position, Interest.UNKNOWN),
            "places": [self.place(one) for one in self.about.get(position, ())],
            "incident": said.incident,
            "partOf": said.part_of,
            "note": event.note,
            "standing": standing.stands,
            **self._own_fields(event),
        }

    def _own_fields(self, event: Event) -> Json:
        """Those of its type; actors and places with their names."""
        shown = event.model_dump(mode="json", by_alias=True, exclude={*BaseEvent.model_fields, "type", "version"})
        for name, alias in event.place_fields():
            shown[alias] = _each(self.place, getattr(event, name))
        for name in event.ACTORS:
            shown[to_camel(name)] = _each(self.actor, getattr(event, name))
        if isinstance(event, EventCorrected):
            shown["replacement"] = {"type": event.replacement.TYPE, **self._own_fields(event.replacement)}
        return shown

    def state(self, at: Coordinates, place: PlaceRow, found: State) -> Json:
        return {
            "snapshot": coordinates(at),
            "place": self.described(place),
            **self.held(found),
        }

    def period(self, period: Period) -> Json:
        return {"from": _day(period.start), "to": _day(period.end), **self.held(period.state)}

    def held(self, found: State, claims: Callable[[Sequence[int]], list[Json]] | None = None) -> Json:
        """What is the case, and who says so; `claims` is how the claims are told, whole if it is left out."""
        claims = claims or self.events
        return {
            "holder": self.actor(found.holder),
            "level": found.level,
            "certainty": found.certainty,
            "since": found.since,
            "manner": found.manner,
            "basis": claims(found.basis),
            "alternatives": [
                {"holder": self.actor(other.holder), "level": other.level, "claims": claims(other.claims)}
                for other in found.alternatives
            ],
        }

    def described(self, place: PlaceRow) -> Json:
        codes = [code.model_dump(mode="json", by_alias=True, exclude_none=True) for code in place.codes]
        return {
            "id": place.id,
            "kind": place.kind,
            "name": place.name,
            "parent": None if place.parent is None else self.place(place.parent),
            "codes": codes,
        }


def coordinates(at: Coordinates) -> Json:
    return {
        "date": _day(at.date),
        "knownOn": _day(at.known_on),
        "position": at.position,
        "policy": at.policy,
        "token": token.of(at),
    }


async def state_of(conn: Connection, at: Coordinates, place: PlaceRow) -> Json:
    """The state of one place, be it there on the day or not."""
    [placed] = await snapshot.states(conn, at, place_ids=[place.id], exists_on_date=False)
    told = await told_of(conn, at.known_on, at.position, states=[placed.state], described=[place])
    return told.state(at, place, placed.state)


async def history_of(conn: Connection, place: PlaceRow, known_on: date | None, position: int, policy: Policy) -> Json:
    """The periods of one place."""
    periods = await snapshot.history(conn, place.id, Coordinates(None, known_on, position, policy))
    told = await told_of(conn, known_on, position, states=[one.state for one in periods], described=[place])
    return {
        "knownOn": _day(known_on),
        "position": position,
        "policy": policy,
        "place": told.described(place),
        "history": [told.period(one) for one in periods],
    }


async def told_of(
    conn: Connection,
    known_on: date | None,
    position: int,
    *,
    states: Sequence[State] = (),
    entries: Sequence[Entry] = (),
    described: Sequence[PlaceRow] = (),
) -> Told:
    """Everything that these states, entries and places refer to."""
    claims = {claim for state in states for claim in _claims(state)}
    found = {**(await log.by_positions(conn, claims)), **{entry.position: entry for entry in entries}}
    said = [content(entry.event) for entry in found.values()]
    about = await log.places_of(conn, found)
    by_source = await sources.sources_by_ids(conn, {one.source for one in said if one.source}, position=position)
    named_actors = {one for event in said for name in event.ACTORS for one in _values(getattr(event, name))}
    named_actors |= {row.affiliation for row in by_source.values() if row.affiliation}
    named_actors |= {state.holder for state in states if state.holder}
    named_actors |= {other.holder for state in states for other in state.alternatives if other.holder}
    named_places = {one for ids in about.values() for one in ids} | {row.parent for row in described if row.parent}
    return Told(
        entries=found,
        actors=await actors.actors_by_ids(conn, named_actors, position=position),
        sources=by_source,
        places=await places.places_by_ids(conn, named_places, position=position),
        about=about,
        interests=await log.interests_of(conn, found, position=position),
        standing=await log.standing_of(conn, found, known_on=known_on, position=position),
    )


async def names_of(conn: Connection, ids: Iterable[str], position: int) -> dict[str, str]:
    """What each of these places is called."""
    found = await places.places_by_ids(conn, ids, position=position)
    return {id: found[id].name if id in found else id for id in ids}


def _claims(state: State) -> Iterable[int]:
    return (*state.basis, *(claim for other in state.alternatives for claim in other.claims))


def _values(value: Any) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _each(told: Any, value: Any) -> Any:
    if isinstance(value, tuple):
        return [told(one) for one in value]
    return None if value is None else told(value)


def _day(day: Any) -> str | None:
    return None if day is None else day.isoformat()
