"""Sums of people as JSON, with the names of the GraphQL schema: the facts that the command line tells."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from api import telling
from api.telling import Json, Told
from domain.counting import aggregation
from domain.counting.aggregation import Total
from domain.counting.incident_count import IncidentCount
from domain.counting.incidents import incidents
from domain.counting.people_query import PeopleQuery
from domain.counting.sum_qualifiers import bounded, summed
from domain.events import CasualtiesReported, PersonsCrossedBorder
from domain.values.counts import Count
from domain.values.number_range import NumberRange
from domain.values.terms import CasualtyKind, PlaceKind
from service.wording.count_notes import count_notes
from store.read import log, people
from store.read.people import People


async def crossings(
    conn: Any, asked: PeopleQuery, known_on: date | None, position: int, kind: PlaceKind | None
) -> Json:
    found = await _people(conn, PersonsCrossedBorder, asked, known_on, position)
    told = incidents(found.claims, found.place_tree)
    total = aggregation.total(told, asked, found.place_tree)
    events = await _told(conn, [total], known_on, position)
    ways = list(aggregation.by_way(told, asked, found.place_tree, kind))
    names = await telling.names_of(conn, [place for place, _ in ways], position)
    return {
        **_coordinates(asked, known_on, position),
        **_total(total, events),
        "byDay": _by_day(found, asked),
        "byWay": [{"place": {"id": place, "name": names[place]}, "count": count(bounds)} for place, bounds in ways],
    }


async def casualties(conn: Any, asked: PeopleQuery, known_on: date | None, position: int) -> Json:
    found = await _people(conn, CasualtiesReported, asked, known_on, position)
    each = {asked.kinds: found.claims} if asked.kinds else found.by_kinds()
    totals = {}
    for kinds, claims in each.items():
        total = aggregation.total(incidents(claims, found.place_tree), replace(asked, kinds=kinds), found.place_tree)
        if total.incidents or asked.kinds:
            totals[kinds] = total
    events = await _told(conn, list(totals.values()), known_on, position)
    return {
        **_coordinates(asked, known_on, position),
        "casualties": [
            {
                "kinds": [kind for kind in CasualtyKind if kind in kinds],
                **_total(total, events),
                "byDay": _by_day(People(each[kinds], found.place_tree), replace(asked, kinds=kinds)),
            }
            for kinds, total in totals.items()
        ],
    }


async def _people(conn: Any, type: Any, asked: PeopleQuery, known_on: date | None, position: int) -> People:
    places = [one for one in (asked.origin, asked.destination, asked.via, asked.within) if one is not None]
    return await people.people(conn, type, asked.first, asked.last, known_on=known_on, position=position, places=places)


async def _told(conn: Any, totals: Sequence[Total], known_on: date | None, position: int) -> Told:
    lines = (line for total in totals for one in total.incidents for line in aggregation.account(one))
    entries = await log.by_positions(conn, {line.position for line in lines})
    return await telling.told_of(conn, known_on, position, entries=list(entries.values()))


def _coordinates(asked: PeopleQuery, known_on: date | None, position: int) -> Json:
    return {
        "from": asked.first.isoformat(),
        "to": asked.last.isoformat(),
        "knownOn": known_on and known_on.isoformat(),
        "position": position,
    }


def _total(total: Total, events: Told) -> Json:
    return {"count": summed(total)._asdict(), "incidents": [_incident(one, events) for one in total.incidents]}


def _incident(one: IncidentCount, events: Told) -> Json:
    claims = one.incident.claims
    return {
        "id": one.incident.id,
        "occurred": one.incident.occurred,
        "count": count(one.bounds, [claim.count for claim in claims]),
        "added": one.added,
        "disputed": one.disputed,
        "reason": one.reason,
        "notes": count_notes(one.notes),
        "claims": events.events(claim.position for claim in claims),
        "parts": [_incident(part, events) for part in one.parts],
    }


def _by_day(found: People, asked: PeopleQuery) -> list[Json]:
    told = incidents(found.claims, found.place_tree)
    return [
        {"date": day.isoformat(), "count": count(sum)} for day, sum in aggregation.by_day(told, asked, found.place_tree)
    ]


def count(bounds: NumberRange, told: Iterable[Count] = ()) -> Json:
    return bounded(bounds, list(told))._asdict()
