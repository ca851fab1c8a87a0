"""Thousands of hostile requests: no 5xx, no fault, and the log moves only by what it accepted."""

from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import from_schema, nodes

from tests.support import hostile
from tests.support.asking import RECORD
from tests.support.door import Door
from tests.support.graphql_fields import EVENT_FIELDS, SNAPSHOT_FIELDS
from tests.support.repository import ROOT

SDL = (ROOT / "schema.graphql").read_text()
AT_ONCE = 10
"""Requests for each example: drawing one takes longer than answering it."""

many = settings(
    max_examples=150,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)

half = settings(many, max_examples=many.max_examples // 2)


@given(bodies=st.lists(hostile.bodies, min_size=AT_ONCE, max_size=AT_ONCE))
@many
def test_bodies(door: Door, bodies: list[bytes]) -> None:
    for body in bodies:
        door.request(body)

    assert door.has_not_moved()


GOOD_QUERIES = [
    "{ events(first: 5) { totalCount nodes { %s } } }" % EVENT_FIELDS,
    '{ asOf(date: "2021-06-23", knownOn: "2021-06-23", policy: LATEST) { %s } }' % SNAPSHOT_FIELDS,
    '{ place(id: "af-imam-sahib") { name ancestors { id } children { nodes { id } } history { nodes { from to basis { id } } } } }',
    '{ places(within: "af", kind: DISTRICT, on: "2021-06-23", first: 2) { nodes { codes { code } state(asOf: "2021-06-23") { since } } } }',
]


@given(queries=st.lists(hostile.mangled(GOOD_QUERIES), min_size=AT_ONCE, max_size=AT_ONCE))
@many
def test_mangled_queries(door: Door, queries: list[str]) -> None:
    for query in queries:
        door.ask(query)

    assert door.has_not_moved()


SCALARS = {
    "Date": st.sampled_from(["2021-06-23", "2021-02-30", "", "1800-01-01"]).map(nodes.String),
    "DateTime": st.just(nodes.String("2021-06-23T00:00:00Z")),
    "LocalDateTime": st.just(nodes.String("2021-06-23T00:00:00")),
    "Edtf": st.sampled_from(hostile.TEXTS[-20:]).map(nodes.String),
    "Position": st.sampled_from([0, 1, 5, 10**6, 10**30]).map(nodes.Int),
    "GeoJSON": st.just(nodes.Object([])),
    "Columns": st.just(nodes.String("x")),
    "PlaceRef": st.sampled_from(hostile.TEXTS[-20:]).map(nodes.String),
}


@given(queries=st.lists(from_schema(SDL, custom_scalars=SCALARS), min_size=4, max_size=4))
@half
def test_queries_and_mutations_that_the_schema_allows(door: Door, queries: list[str]) -> None:
    for query in queries:
        door.ask(query)


VARIABLES = """
query($date: Date!, $known: Date, $position: Position, $policy: ResolutionPolicy!, $id: ID, $ids: ID!, $code: CodeInput, $within: ID,
      $kind: PlaceKind!, $first: Int!, $after: String, $filter: EventFilter) {
  asOf(date: $date, knownOn: $known, position: $position, policy: $policy) {
    place(id: $id, code: $code) { since history(first: $first, after: $after, from: $date, to: $known) { nodes { from } } }
    places(within: $within, kind: $kind, holder: $id, first: $first, after: $after) { totalCount nodes { id } }
  }
  snapshot(token: $ids) { stateHash }
  place(id: $id, code: $code) { name state(asOf: $date, position: $position) { id } }
  actors(first: $first, after: $after) { totalCount }
  events(after: $position, first: $first, filter: $filter) { totalCount nodes { id } }
  event(id: $ids) { id }
}
"""
FITTING = {
    "date": ["2021-06-23"], "known": ["2021-06-22", None], "position": [0, 3, None], "policy": ["LATEST", "CAUTIOUS"],
    "id": ["af-imam-sahib", None], "ids": ["changed"], "code": [None, {"scheme": "ocha-cod-ab", "code": "AF1905"}],
    "within": ["af", None], "kind": ["DISTRICT"], "first": [1, 10], "after": [None],
    "filter": [None, {"types": ["ControlChanged"]}, {"within": "af", "occurredFrom": "2021-06-01"}],
}  # fmt: skip
questions = st.fixed_dictionaries(
    {name: st.one_of(*[st.sampled_from(good)] * 8, hostile.values) for name, good in FITTING.items()}
)


@given(asked=st.lists(questions, min_size=AT_ONCE, max_size=AT_ONCE))
@half
def test_variables(each_door: Door, asked: list[dict[str, Any]]) -> None:
    for variables in asked:
        each_door.ask(VARIABLES, variables)

    assert each_door.has_not_moved()


@given(
    batches=st.lists(st.lists(hostile.event_inputs(), min_size=1, max_size=3), min_size=5, max_size=5),
    key=st.uuids().map(str) | hostile.texts,
)
@half
def test_events(each_door: Door, batches: list[list[Any]], key: str) -> None:
    for number, events in enumerate(batches):
        answer = each_door.ask(RECORD, {"events": events, "key": key if number == 0 else f"{key[:20]}{number}"})
        result = (answer.get("data") or {}).get("record") or {}
        if result.get("__typename") == "Recorded" and not result["replayed"]:
            assert result["position"] == each_door.head + len(events)
            each_door.head = result["position"]

    assert each_door.has_not_moved()
