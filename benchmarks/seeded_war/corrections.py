"""Corrections and retractions among the news, each some time after what it is about."""

from collections.abc import Iterator
from random import Random

from benchmarks.seeded_war.country import Country
from benchmarks.seeded_war.shape import Json

CONTROL = ("ControlAsserted", "ControlChanged")


def with_corrections(
    news: list[Json], countries: list[Country], corrected: int, retracted: int, chance: Random
) -> Iterator[Json]:
    """The news, which are in order, with so many of them corrected and retracted later."""
    control = [index for index, event in enumerate(news) if event["type"] in CONTROL]
    chosen = chance.sample(control, min(len(control), corrected + retracted))
    acts: dict[int, list[Json]] = {}
    for rank, index in enumerate(chosen):
        when = min(len(news) - 1, index + chance.randrange(1, max(2, len(news) // 50)))
        event, published = news[index], news[when]["published"]
        act = _correction(event, countries, published) if rank < corrected else _retraction(event, published)
        acts.setdefault(when, []).append(act)
    for index, event in enumerate(news):
        yield event
        yield from acts.get(index, ())


def _correction(event: Json, countries: list[Country], published: str) -> Json:
    replacement = {key: value for key, value in event.items() if key != "id"} | {"published": published}
    key = "gainer" if event["type"] == "ControlChanged" else "holder"
    country = countries[int(event["source"][1:4])]
    taken = (event[key], event.get("loser"))
    replacement[key] = next(actor for actor in country.actors if actor not in taken)
    return {
        "type": "EventCorrected",
        "id": f"correction.{event['id']}",
        "event": event["id"],
        "replacement": replacement,
        "reason": "slip",
        "published": published,
        "source": event["source"],
    }


def _retraction(event: Json, published: str) -> Json:
    return {
        "type": "EventRetracted",
        "id": f"retraction.{event['id']}",
        "event": event["id"],
        "reason": "withdrawn by the source",
        "published": published,
        "source": event["source"],
    }
