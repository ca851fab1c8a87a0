"""Reports about neither who took what nor people: clashes, measures, assessments, totals, lists of who still holds."""

from random import Random

from benchmarks.seeded_war.country import Country
from benchmarks.seeded_war.shape import DAYS, Json, day, delay_days

CONFIRMED = 40
"""Places in a list of what somebody still holds."""
ASSESSMENT = "The situation along the border is assessed as tense; forces have been moved up."
MORE_THAN_FIFTY = {"low": 51, "qualifier": "MORE_THAN", "verbatim": "more than 50"}


def report(number: int, kind: str, country: Country, place: str, chance: Random) -> Json:
    happened = chance.randrange(400, DAYS)
    event: Json = {
        "type": kind,
        "occurred": day(happened),
        "published": day(happened + 1),
        "source": country.source(chance),
    }
    match kind:
        case "ControlConfirmed":
            places = chance.sample(country.districts, min(CONFIRMED, len(country.districts)))
            return event | {"places": places, "holder": chance.choice(country.actors[:2])}
        case "ClashReported":
            published = day(happened + delay_days(chance))
            return event | {"published": published, "places": [place], "parties": country.actors[:2]}
        case "MeasureReported":
            return event | _measure(number, country, happened)
        case "SituationAssessed":
            return event | {"place": place, "assessment": ASSESSMENT}
        case _:
            return event | _total(country, happened, chance)


def _measure(number: int, country: Country, happened: int) -> Json:
    value = 1_000 + number
    return {
        "occurred": day(happened)[:7],
        "published": day(happened + 40),
        "place": country.id,
        "measure": f"{country.id}-refugees",
        "count": {"low": value, "best": value, "high": value, "qualifier": "EXACT"},
    }


def _total(country: Country, happened: int, chance: Random) -> Json:
    return {
        "within": country.id,
        "kind": "DISTRICT",
        "holder": chance.choice(country.actors[:2]),
        "numerator": MORE_THAN_FIFTY,
        "denominator": country.size,
        "basis": "NET",
        "window": f"../{day(happened)}",
    }
