"""Clients keep things by type and id (Apollo, urql): whatever is asked at whichever coordinates, one id has one answer."""

from collections.abc import Iterator
from typing import Any

import pytest
from graphql import (
    GraphQLInterfaceType,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)

from api import limits
from api.graphql import schema
from tests.support.asking import Api
from tests.support.builders import asserted, cast, changed, corrected, measured, place, retracted, stated, status
from tests.support.counting_cases import crossed, harmed

SCHEMA = schema.build()._schema
DEPTH = 5
QUESTIONS = [
    'asOf(date: "2021-06-25", knownOn: "2021-06-23")',
    'asOf(date: "2021-06-25")',
    'asOf(date: "2021-06-18", policy: LATEST)',
    'diff(from: {date: "2021-06-25", knownOn: "2021-06-23"}, to: {date: "2021-06-25", knownOn: "2021-07-02"})',
    'beliefs(place: "af-imam-sahib", date: "2021-06-25")',
    'replay(from: "2021-06-20", to: "2021-06-22", knownOn: "2021-06-30")',
    'crossings(from: "2021-06-01", to: "2021-06-22")',
    'crossings(from: "2021-06-23", to: "2021-07-01", knownOn: "2021-06-30")',
    'casualties(from: "2021-06-01", to: "2021-06-22")',
    'casualties(from: "2021-06-23", to: "2021-07-01")',
    'measure(id: "arrivals", place: "af-imam-sahib", from: "2021-06-01", to: "2021-07-01")',
    "measures",
    "tallies",
    'tallies(knownOn: "2021-06-30", policy: LATEST)',
    "events",
    "places",
    "actors",
    "sources",
]


def query_of(question: str) -> str:
    """The question for all that it has: a fragment for each type at each depth."""
    fragments: dict[str, str] = {}
    kind = get_named_type(SCHEMA.query_type.fields[question.partition("(")[0]].type)
    spread = selection(kind, DEPTH, fragments)
    return "\n".join([f"{{ {question} {spread} }}", *fragments.values()])


def selection(kind: Any, depth: int, fragments: dict[str, str]) -> str:
    """Every field that can be asked without arguments and is not deprecated; of pages, the nodes."""
    if is_leaf_type(kind):
        return ""
    name = f"{kind.name}_{depth}"
    if name not in fragments:
        fragments[name] = ""
        own = {field: kind.fields[field] for field in kind.fields if field != "edges" and askable(kind.fields[field])}
        own = own if depth else {field: own[field] for field in own.keys() & {"id"}}
        fields = [f"{field} {selection(get_named_type(own[field].type), depth - 1, fragments)}" for field in own]
        more = members(kind, depth, fragments) if isinstance(kind, GraphQLInterfaceType) and depth else []
        fragments[name] = f"fragment {name} on {kind.name} {{ __typename {' '.join([*fields, *more])} }}"
    return f"{{ ...{name} }}"


def members(kind: GraphQLInterfaceType, depth: int, fragments: dict[str, str]) -> Iterator[str]:
    """What each type of an interface has of its own; under names of its own, as two may have one name for two types."""
    for member in SCHEMA.get_possible_types(kind):
        for name, field in member.fields.items():
            if name not in kind.fields and askable(field):
                below = selection(get_named_type(field.type), depth - 1, fragments)
                yield f"... on {member.name} {{ {member.name}_{name}: {name} {below} }}"


def askable(field: Any) -> bool:
    needs = "id" in field.args or any(map(is_required_argument, field.args.values()))
    return not (field.deprecation_reason or needs)


def kept(answer: Any, store: dict[tuple[str, str, str], Any]) -> Any:
    """The answer as a client keeps it: each thing that has an id once, by type and id."""
    if isinstance(answer, list):
        return [kept(each, store) for each in answer]
    if not isinstance(answer, dict):
        return answer
    fields = {name: kept(value, store) for name, value in answer.items()}
    if "id" not in fields:
        return fields
    name = fields["__typename"], fields["id"]
    for field, value in fields.items():
        assert agree(store.setdefault((*name, field), value), value), (*name, field, value)
    return name


def agree(one: Any, other: Any) -> bool:
    """Whether two answers are alike as far as both go: the one may have been asked more deeply."""
    if isinstance(one, dict) and isinstance(other, dict):
        return all(agree(one[name], other[name]) for name in one.keys() & other.keys())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(agree, one, other))
    return bool(one == other)


@pytest.fixture
async def contested(sqlite_api: Api, monkeypatch: pytest.MonkeyPatch) -> Api:
    """What is known changes, and every kind of claim is on record."""
    monkeypatch.setattr(limits, "QUERY_COST_MAX", 10**12)
    monkeypatch.setattr(limits, "QUERY_DEPTH_MAX", 50)
    monkeypatch.setattr(limits, "HEAVY_COST_MIN", 10**12)
    await sqlite_api.recorded(
        *cast(),
        place("tj", kind="COUNTRY"),
        changed(id="earlier", gainer="government", occurred="2021-06-15", published="2021-06-15"),
        changed(id="fell"),
        asserted(id="denied", holder="government", occurred="2021-06-23", source="ministry"),
        status(id="closed"),
        status(id="open", status="OPEN", occurred="2021-06-23", source="ministry"),
        crossed("crossed", 134, source="neutral", occurred="2021-06-20/2021-06-26"),
        harmed("died", ["KILLED"], 5, source="neutral", occurred="2021-06-20/2021-06-26"),
        measured(id="measured"),
        measured(id="elsewhere", place="af-kunduz", number=7, occurred="2021-06-20"),
        stated(id="stated"),
    )
    await sqlite_api.recorded(
        corrected("earlier", changed(gainer="government", occurred="2021-06-16", published="2021-07-02"), id="mended"),
        *(retracted(id, published="2021-07-01") for id in ("fell", "crossed", "died", "measured", "closed")),
    )
    return sqlite_api


async def test_one_id_has_one_answer_whatever_is_asked(contested: Api) -> None:
    store: dict[tuple[str, str, str], Any] = {}
    for question in QUESTIONS:
        kept(await contested.ask(query_of(question)), store)

    types = {name for name, *_ in store}
    assert {"EventView", "PlaceState", "Snapshot", "ControlChanged", "EventCorrected", "Place"} <= types
    views = {id for name, id, _ in store if name == "EventView"}
    assert {
        standing for id in views if id.startswith("fell@") for standing in [store["EventView", id, "standing"]]
    } == {
        True,
        False,
    }


def test_whatever_has_an_id_that_is_not_deprecated_is_given_again_by_it() -> None:
    """But a file that was loaded: its number is the position of its first event."""
    own_ids = {
        name
        for name, kind in SCHEMA.type_map.items()
        if isinstance(kind, GraphQLObjectType) and "id" in kind.fields and not kind.fields["id"].deprecation_reason
    }
    assert own_ids - {kind.name for kind in SCHEMA.get_possible_types(SCHEMA.type_map["Node"])} == {"Import"}


async def test_a_snapshot_is_given_again_by_its_id(contested: Api) -> None:
    asked = '{ asOf(date: "2021-06-25", knownOn: "2021-06-23") { id token stateHash } }'
    snapshot = (await contested.ask(asked))["asOf"]

    again = "query ($id: ID!) { node(id: $id) { __typename ... on Snapshot { id token stateHash } } }"
    assert (await contested.ask(again, id=snapshot["id"]))["node"] == {"__typename": "Snapshot", **snapshot}
    assert snapshot["id"] == snapshot["token"]
