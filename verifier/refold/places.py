"""The places that exist on a day, and the claims about each."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from verifier.refold.claims import Claim
from verifier.refold.events import Entry, Events, is_of_control
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
    """Those that stand, without what says nothing new."""
    speakers, by_place = Speakers(events), dict[str, list[Claim]]()
    for each in events.standing():
        if is_of_control(each.content):
            claim = _claim(each, events, speakers)
            for place in each.content.get("places") or [each.content["place"]]:
                by_place.setdefault(place, []).append(claim)
    return {place: without_repeats(claims) for place, claims in by_place.items()}


def _claim(each: Entry, events: Events, speakers: Speakers) -> Claim:
    content, first = each.content, events.first_version(each)
    is_change = content["type"] == "ControlChanged"
    holder, loser = content.get("gainer" if is_change else "holder"), content.get("loser")
    said = {"holder": holder, "loser": loser, "level": content.get("level", "CONTROL"), "changed": is_change}
    said |= {"regained": content.get("regained", False), "occurred": content["occurred"]}
    graded = {"reliability": speakers.reliability(content), "credibility": content.get("credibility")}
    said |= graded | {"interest": speakers.interest(content, holder, loser)}
    manner = content.get("manner", "UNKNOWN") if is_change else None
    return Claim(
        position=each.position,
        voice=speakers.voice(content, each.position),
        told=(first.known, first.position),
        copy_of=events.original(each).position if content.get("copyOf") else None,
        content=json.dumps([said, manner], sort_keys=True),
        **said,
    )


def without_repeats(claims: Iterable[Claim]) -> list[Claim]:
    """Without what a voice told twice at one moment, and without copies of what stands."""
    once: dict[tuple[object, ...], Claim] = {}
    stand_in: dict[int, Claim] = {}
    for claim in sorted(claims, key=lambda claim: claim.told):
        key = claim.voice, claim.told[0], claim.copy_of, claim.content
        stand_in[claim.told[1]] = once.setdefault(key, claim)
    return [claim for claim in once.values() if not _is_copy(claim, stand_in)]


def _is_copy(claim: Claim, stand_in: dict[int, Claim]) -> bool:
    return claim.copy_of is not None and claim.copy_of in stand_in and claim.copy_of < claim.told[1]
