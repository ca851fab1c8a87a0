"""The first law of control at the door: truthful voices mislead nobody through GraphQL either, on both engines.

Each world is a district of one log, and each voice a publisher. What the door answers is what the pure fold answers; so
the rates of tests/reference/run_laws.py are those of the door.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from domain.control.resolution import periods
from domain.control.state import UNKNOWN, State
from domain.events import Event
from domain.values.terms import Policy
from tests.reference.folds import Answers
from tests.reference.reporting import DENSE, Knobs
from tests.reference.true_reports import Form, Report
from tests.reference.true_worlds import ACTORS, TrueWorld, random_world
from tests.support.asking import Api
from tests.support.builders import actor, asserted, changed, place, source

HISTORY = """
query($place: ID!) {
  place(id: $place) {
    history {
      nodes { from to holder { id } level certainty levelCertainty alternatives { holder { id } level } }
    }
  }
}
"""
NEUTRAL = {"partisan_voices": 0.0, "stray_own_gain": 0.0}
WORLDS = 16


def worlds() -> list[TrueWorld]:
    knobs = [Knobs(**NEUTRAL), Knobs(**NEUTRAL, days=DENSE.days, two_in_a_day=DENSE.two_in_a_day, losers=DENSE.losers)]
    return [random_world(Random(f"door:{number}"), knobs[number % 2]) for number in range(WORLDS)]


def log(worlds: Sequence[TrueWorld]) -> list[Event]:
    sources = {_source(report): report for world in worlds for report in world.reports}
    return [
        *(actor(name, kind="REBEL_GROUP", side=name.lower()) for name in map(str.lower, ACTORS)),
        *(
            source(name, publisher=f"publisher {report.voice}", reliability=report.reliability)
            for name, report in sources.items()
        ),
        *(place(f"place-{number}") for number in range(len(worlds))),
        *(_event(f"place-{number}", report) for number, world in enumerate(worlds) for report in world.reports),
    ]


def _source(report: Report) -> str:
    return f"{report.voice}-{(report.reliability or 'x').lower()}"


def _event(where: str, report: Report) -> Event:
    holder, level = report.held
    told = {
        "occurred": report.occurred,
        "published": report.published.isoformat(),
        "source": _source(report),
        "credibility": report.credibility,
    }
    if report.form is not Form.CHANGE:
        return asserted(where, (holder or "").lower(), level=level, **told)
    loser = report.loser and report.loser.lower()
    return changed(where, (holder or "").lower(), level=level, loser=loser, regained=report.regained, **told)


def at_the_door(nodes: list[dict[str, Any]], day: date) -> tuple[Any, ...]:
    asked = day.isoformat()
    node = next((n for n in nodes if n["from"] <= asked and (n["to"] is None or asked < n["to"])), None)
    if node is None:
        return by_the_fold(UNKNOWN)
    others = {(other["holder"] and other["holder"]["id"], other["level"]) for other in node["alternatives"]}
    return node["holder"] and node["holder"]["id"], node["level"], node["certainty"], node["levelCertainty"], others


def by_the_fold(state: State) -> tuple[Any, ...]:
    others = {(other.holder and other.holder.lower(), other.level) for other in state.alternatives}
    return state.holder and state.holder.lower(), state.level, state.certainty, state.level_certainty, others


async def test_the_door_answers_true_worlds_as_the_fold_does(api: Api) -> None:
    given = worlds()
    await api.recorded(*log(given))

    for number, world in enumerate(given):
        nodes = (await api.ask(HISTORY, place=f"place-{number}"))["place"]["history"]["nodes"]
        answers = Answers(periods(world.claims, Policy.AGAINST_INTEREST))
        for day in [*world.days, world.days[-1] + timedelta(days=30)]:
            assert at_the_door(nodes, day) == by_the_fold(answers.on(day)), (number, day, world.reports)
