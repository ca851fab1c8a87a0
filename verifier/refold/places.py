"""The places that exist on a day, and the claims about who holds each and whether it can be used."""

from collections.abc import Callable
from datetime import date
from typing import Any

from verifier.refold.claims import Claim
from verifier.refold.events import Entry, Events, is_of_control, is_of_status
from verifier.refold.speakers import Speakers
from verifier.refold.times import interval


def existing(events: Events, day: date) -> set[str]:
    """By the description of each place that is in force for the day: the newest that begins by then."""
    newest: dict[str, tuple[tuple[date, int], dict[str, Any]]] = {}
    for each in events.registered("PlaceRegistered", "PlaceChanged"):
        place, rank = each.content, (_first_day(each.content), each.position)
        if rank[0] <= day and (place["place"] not in newest or newest[place["place"]][0] < rank):
            newest[place["place"]] = rank, place
    return {id for id, (_, place) in newest.items() if _exists(place, day.isoformat())}


def _first_day(place: dict[str, Any]) -> date:
    if place["type"] == "PlaceRegistered" or place.get("occurred") is None:
        return date.min
    when = interval(place["occurred"])
    return date.min if when.is_open else interval(place["occurred"].partition("/")[0]).end.date()


def _exists(place: dict[str, Any], day: str) -> bool:
    return (place.get("existsFrom") or day) <= day and (place.get("existsTo") is None or place["existsTo"] > day)


def claims_by_place(events: Events) -> dict[str, list[Claim]]:
    """Who holds each place, by the claims that stand."""
    speakers = Speakers(events)
    return _by_place(events, is_of_control, lambda each: _of_control(each, speakers))


def statuses_by_place(events: Events) -> dict[str, list[Claim]]:
    """Whether each place can be used, by the reports that stand: the status stands for the holder, None if nobody knows
    it, and the direction for the level. Nobody is asked what it gains him.
    """
    return _by_place(events, is_of_status, lambda each: _of_status(each.content))


def _by_place(
    events: Events, wanted: Callable[[dict[str, Any]], bool], said: Callable[[Entry], dict[str, Any]]
) -> dict[str, list[Claim]]:
    speakers, by_place = Speakers(events), dict[str, list[Claim]]()
    for each in events.standing():
        if wanted(each.content):
            claim = _claim(each, events, speakers, said(each))
            for place in set(each.content.get("places") or [each.content["place"]]):
                by_place.setdefault(place, []).append(claim)
    return by_place


def _claim(each: Entry, events: Events, speakers: Speakers, said: dict[str, Any]) -> Claim:
    content, first = each.content, events.first_version(each)
    return Claim(
        position=each.position,
        voice=speakers.voice(content, each.position),
        told=(first.known, first.position),
        copy_of=events.original(each).position if content.get("copyOf") else None,
        occurred=content["occurred"],
        reliability=speakers.reliability(content),
        credibility=content.get("credibility"),
        **said,
    )


def _of_control(each: Entry, speakers: Speakers) -> dict[str, Any]:
    content = each.content
    is_change = content["type"] == "ControlChanged"
    holder, loser = content.get("gainer" if is_change else "holder"), content.get("loser")
    said = {"holder": holder, "loser": loser, "level": content.get("level", "CONTROL"), "changed": is_change}
    said |= {"regained": content.get("regained", False), "interest": speakers.interest(content, holder, loser)}
    return said | {"manner": content.get("manner", "UNKNOWN") if is_change else None}


def _of_status(content: dict[str, Any]) -> dict[str, Any]:
    status = None if content["status"] == "UNKNOWN" else content["status"]
    said = {"holder": status, "level": content.get("direction") or "BOTH", "changed": False}
    return said | {"loser": None, "regained": False, "interest": "NEUTRAL"}
