"""An event as seen from a snapshot is a thing of its own: a client that keeps things by id mixes no two of them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api import limits
from tests.support.asking import Api
from tests.support.builders import (
    asserted,
    cast,
    changed,
    corrected,
    measured,
    place,
    retracted,
    source,
    stated,
    status,
)
from tests.support.counting_cases import crossed, harmed
from tests.support.statement_counting import note_statements

SEEN = "id standing interest correctedBy { id } retractedBy { id } knownOn knownAt position event { id }"
PLACE = f"""
  basis {{ id }} basisViews {{ {SEEN} }}
  alternatives {{ claims {{ id }} views {{ {SEEN} }} }}
  why {{ reasons {{ before {{ id }} beforeView {{ {SEEN} }} after {{ id }} afterView {{ {SEEN} }} }} }}
  status {{ basis {{ id }} basisViews {{ {SEEN} }} alternatives {{ id }} alternativeViews {{ {SEEN} }} }}
  history {{ nodes {{ basis {{ id }} basisViews {{ {SEEN} }} alternatives {{ claims {{ id }} views {{ {SEEN} }} }} }} }}
  statusHistory {{ nodes {{ basis {{ id }} basisViews {{ {SEEN} }} }} }}
"""
LISTS = f"""
query ($knownOn: Date) {{
  asOf(date: "2021-06-25", knownOn: $knownOn) {{ position place(id: "af-imam-sahib") {{ {PLACE} }} }}
  replay(from: "2021-06-19", to: "2021-06-25", knownOn: $knownOn) {{
    nodes {{ events {{ id }} eventViews {{ {SEEN} }} places {{ {PLACE} }} }}
  }}
  crossings(from: "2021-06-01", to: "2021-07-01", knownOn: $knownOn) {{
    incidents {{ claims {{ id }} claimViews {{ {SEEN} }} account {{ claim {{ id }} view {{ {SEEN} }} }} }}
  }}
  casualties(from: "2021-06-01", to: "2021-07-01", knownOn: $knownOn) {{
    claims {{ id }} claimViews {{ {SEEN} }}
    incidents {{ claims {{ id }} claimViews {{ {SEEN} }} account {{ claim {{ id }} view {{ {SEEN} }} }} }}
  }}
  measure(id: "arrivals", place: "af-imam-sahib", from: "2021-06-01", to: "2021-07-01", knownOn: $knownOn) {{
    events {{ id }} eventViews {{ {SEEN} }} history {{ event {{ id }} view {{ {SEEN} }} }}
  }}
  tallies(knownOn: $knownOn) {{ nodes {{ event {{ id }} view {{ {SEEN} }} }} }}
}}
"""
MOVING = f"""
{{
  diff(from: {{date: "2021-06-25", knownOn: "2021-06-23"}}, to: {{date: "2021-06-25", knownOn: "2021-07-05"}}) {{
    places {{ events {{ id }} eventViews {{ {SEEN} }} before {{ {PLACE} }} after {{ {PLACE} }} }}
  }}
  beliefs(place: "af-imam-sahib", date: "2021-06-25") {{
    nodes {{ events {{ id }} eventViews {{ {SEEN} }} state {{ {PLACE} }} }}
  }}
}}
"""
BESIDE = {
    "basis": "basisViews",
    "claims": ("views", "claimViews"),
    "events": "eventViews",
    "alternatives": "alternativeViews",
    "claim": "view",
    "event": "view",
    "before": "beforeView",
    "after": "afterView",
}
"""The field with the views beside each field with events."""


@pytest.fixture(autouse=True)
def _any_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "QUERY_COST_MAX", 10**9)


@pytest.fixture
async def contested(api: Api) -> Api:
    """Claims of every kind of list; of some, another stands in the place or nothing any more, as became known later."""
    await api.recorded(
        *cast(),
        changed(id="earlier", gainer="government", occurred="2021-06-15", published="2021-06-15"),
        changed(id="fell"),
        asserted(id="denied", holder="government", occurred="2021-06-23", source="ministry"),
        changed(id="mistaken", occurred="2021-06-20/2021-06-24"),
        status(id="closed"),
        status(id="open", status="OPEN", occurred="2021-06-23", source="ministry"),
        place("tj", kind="COUNTRY"),
        crossed("crossed", 134, source="neutral"),
        harmed("died", ["KILLED"], 5, source="neutral"),
        measured(id="measured"),
        stated(id="stated"),
    )
    await api.recorded(
        corrected("mistaken", changed(occurred="2021-06-21", published="2021-07-02"), id="correction"),
        *(retracted(id, published="2021-07-01", id=f"no-{id}") for id in ("fell", "crossed", "died", "measured")),
        retracted("no-fell", id="yes-fell", published="2021-07-04"),
    )
    return api


def dicts(answer: Any) -> Iterator[dict[str, Any]]:
    if isinstance(answer, dict):
        yield answer
    for below in answer.values() if isinstance(answer, dict) else answer if isinstance(answer, list) else ():
        yield from dicts(below)


def pairs(answer: Any) -> Iterator[tuple[Any, Any]]:
    """What each list has, or each single field, and the views beside it."""
    for each in dicts(answer):
        for plain, names in BESIDE.items():
            for name in (names,) if isinstance(names, str) else names:
                if plain in each and name in each:
                    yield each[plain], each[name]


@pytest.mark.parametrize("known_on", [None, "2021-06-23", "2021-07-01"])
async def test_beside_every_list_of_events_are_the_same_events_as_views(contested: Api, known_on: str | None) -> None:
    answers = [await contested.ask(LISTS, knownOn=known_on), await contested.ask(MOVING)]
    beside = [pair for answer in answers for pair in pairs(answer)]

    assert len([plain for plain, _ in beside if plain]) > 20
    for plain, views in beside:
        assert [view["event"] for view in views] == plain if isinstance(plain, list) else views["event"] == plain


async def test_an_id_has_one_answer_wherever_its_view_was_reached(contested: Api) -> None:
    """
    given claims that stood until something became known
    when they are asked for in every list, as known at several times
    then all views with one id are alike, and one event has different views
    """
    asked = [await contested.ask(LISTS, knownOn=day) for day in (None, "2021-06-23", "2021-07-01", "2021-07-04")]
    views = [each for answer in [*asked, await contested.ask(MOVING)] for each in dicts(answer) if "standing" in each]
    by_id = {view["id"]: view for view in views}

    assert all(by_id[view["id"]] == view for view in views)
    stood = {(view["event"]["id"], view["knownOn"]): view for view in by_id.values()}
    assert stood["fell", "2021-06-23"]["standing"]
    assert stood["fell", None]["standing"]
    assert stood["fell", "2021-06-23"]["interest"] == "NEUTRAL"
    assert stood["denied", None]["interest"] == "OWN_GAIN"


SNAPSHOT = f"""
query ($knownOn: Date, $position: Position, $id: ID!) {{
  asOf(date: "2021-06-25", knownOn: $knownOn, position: $position) {{ event(id: $id) {{ {SEEN} }} }}
}}
"""
EVENT = f"""
query ($knownOn: Date, $position: Position, $id: ID!) {{
  event(id: $id) {{ view(knownOn: $knownOn, position: $position) {{ {SEEN} }} }}
}}
"""


@pytest.mark.parametrize(
    ("known_on", "standing", "by"),
    [
        ("2021-06-21", None, None),
        ("2021-06-30", True, None),
        ("2021-07-01", False, {"id": "no-fell"}),
        ("2021-07-04", True, None),
        (None, True, None),
    ],
)
async def test_one_event_is_seen_from_a_snapshot_and_by_itself(
    contested: Api, known_on: str | None, standing: bool | None, by: Any
) -> None:
    """given a claim, its retraction and the retraction of that; then each shows from when it was known"""
    of_snapshot = (await contested.ask(SNAPSHOT, id="fell", knownOn=known_on))["asOf"]["event"]
    alone = (await contested.ask(EVENT, id="fell", knownOn=known_on))["event"]["view"]

    assert of_snapshot == alone
    assert (alone and alone["standing"]) == standing
    assert (alone and alone["retractedBy"]) == by


async def test_what_was_not_recorded_yet_or_never_is_null(contested: Api) -> None:
    head = await contested.head()

    assert (await contested.ask(SNAPSHOT, id="yes-fell", position=head - 1))["asOf"]["event"] is None
    assert (await contested.ask(EVENT, id="yes-fell", position=head - 1))["event"]["view"] is None
    assert (await contested.ask(SNAPSHOT, id="nothing"))["asOf"]["event"] is None


async def test_a_correction_is_seen_in_the_place_of_what_it_corrects(contested: Api) -> None:
    old, new = [(await contested.ask(EVENT, id=id))["event"]["view"] for id in ("mistaken", "correction")]
    inside = await contested.ask(
        '{ event(id: "correction") { ... on EventCorrected { replacement { view { id event { __typename id } } } } } }'
    )

    assert (old["standing"], old["correctedBy"]) == (False, {"id": "correction"})
    assert new["standing"]
    view = inside["event"]["replacement"]["view"]
    assert view == {"id": new["id"], "event": {"__typename": "EventCorrected", "id": "correction"}}


NODE = f"query ($id: ID!) {{ node(id: $id) {{ __typename ... on EventView {{ {SEEN} }} }} }}"


@pytest.mark.parametrize("known_on", [None, "2021-06-30", "2021-07-02"])
async def test_a_view_is_a_node(contested: Api, known_on: str | None) -> None:
    view = (await contested.ask(EVENT, id="mistaken", knownOn=known_on))["event"]["view"]
    await contested.recorded(retracted("correction", published="2021-06-30"))

    assert (await contested.ask(NODE, id=view["id"]))["node"] == {"__typename": "EventView", **view}


async def test_an_id_that_no_view_has_is_nothing(contested: Api) -> None:
    id = (await contested.ask(EVENT, id="fell"))["event"]["view"]["id"]

    for other in (f"{id}x", f"x{id}", f"{id}@", f"@{id}", "fell@", "fell@x", id.replace("@", ":")):
        assert (await contested.ask(NODE, id=other))["node"] is None, other


async def test_a_view_from_a_longer_log_is_refused(contested: Api, tmp_path: Path, start: Callable) -> None:
    view = (await contested.ask(EVENT, id="fell"))["event"]["view"]
    empty = await start(f"sqlite:///{tmp_path}/empty.db")

    assert await empty.code(NODE, id=view["id"]) == "POSITION_AHEAD"


@pytest.mark.parametrize("query", [LISTS, MOVING])
async def test_more_claims_at_more_moments_take_no_more_statements(api: Api, query: str) -> None:
    """given twice as many claims, known and retracted at as many moments; then it takes as many statements"""
    executed: list[str] = []
    note_statements(api.app, lambda _c, _cur, statement, *_: executed.append(statement))

    async def count() -> int:
        await api.ask(query)
        executed.clear()
        await api.ask(query)
        return len(executed)

    def claims(numbers: range) -> Iterator[Any]:
        for n in numbers:
            side, day = ("taliban", "government")[n % 2], f"2021-07-{n + 1:02}"
            yield changed(gainer=side, occurred="2021-06-22", id=f"c-{n}", published=day, source=f"paper-{n}")
            yield status(id=f"s-{n}", status=("OPEN", "CLOSED")[n % 2], published=day, source=f"paper-{n}")
            yield crossed(f"p-{n}", n + 1, published=day, source=f"paper-{n}")
            if n % 3 == 0:
                yield retracted(f"c-{n}", published=f"2021-08-{n + 1:02}")

    await api.recorded(*cast(), *(source(f"paper-{n}") for n in range(24)), place("tj", kind="COUNTRY"))
    await api.recorded(measured(), stated(), *claims(range(8)))
    few = await count()
    await api.recorded(*claims(range(8, 24)))

    assert await count() == few
