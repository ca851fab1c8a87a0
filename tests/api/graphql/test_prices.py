"""A question is priced by the work that it makes."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

import pytest
from graphql import GraphQLError, get_introspection_query

from api import limits
from domain.values.coordinates import Coordinates
from domain.values.knowledge import end_of_known_day
from service.asking import tokens
from store.read.folds import HISTORY_COST, STATE_COST
from store.read.log_sizes import LogSizes
from tests.support.asking import Api
from tests.support.call_counting import count_calls
from tests.support.pricing import SIZES, cost, schema

PAST = 'knownOn: "2021-06-22"'
YEARS = 'from: "2004-01-01", to: "2023-12-31"'
TOKEN = tokens.encode(Coordinates(date(2021, 6, 22), end_of_known_day(date(2021, 6, 22)), 99_000))
F12 = "id level certainty since manner basisCount place { id name kind } holder { id name side }"


def refusal(query: str) -> str:
    with pytest.raises(GraphQLError) as found:
        cost(query)
    assert (found.value.extensions or {})["code"] == "QUERY_TOO_COSTLY"
    return found.value.message


COLD: Mapping[str, tuple[str, int]] = {
    "map": ('{ asOf(date: "2021-06-22", AT) { tally(within: "c") { denominator } } }', 8_000 * STATE_COST),
    "place": ('{ asOf(date: "2021-06-22", AT) { place(id: "c-big") { certainty } } }', 200 * STATE_COST),
    "its history": (
        '{ asOf(date: "2021-06-22", AT) { place(id: "c-big") { history { nodes { from } } } } }',
        200 * (STATE_COST + HISTORY_COST),
    ),
    "series": (f'{{ series({YEARS}, step: MONTH, within: "c", AT) {{ date }} }}', 8_000 * HISTORY_COST),
    "rows": (f'{{ periodRows({YEARS}, within: "c", AT) {{ place }} }}', 8_000 * HISTORY_COST),
    "replay": (f'{{ replay({YEARS}, step: MONTH, within: "c", AT) {{ nodes {{ date }} }} }}', 8_000 * HISTORY_COST),
    "one place": ('{ place(id: "c-big") { history(AT) { nodes { from } } } }', 200 * HISTORY_COST),
    "one state": ('{ place(id: "c-big") { state(asOf: "2021-06-22", AT) { certainty } } }', 200 * HISTORY_COST),
    "by fragment": (
        '{ asOf(date: "2021-06-22", AT) { ...f } } fragment f on Snapshot { tally(within: "c") { denominator } }',
        8_000 * STATE_COST,
    ),
}


@pytest.mark.parametrize(
    "at", [PAST, 'knownAt: "2021-06-22T12:00:00Z"', "position: 99999", "position: $p", "knownOn: $k"]
)
@pytest.mark.parametrize(("query", "folded"), COLD.values(), ids=COLD)
def test_the_past_of_the_log_costs_its_claims(query: str, folded: int, at: str) -> None:
    asked = "query($p: Position, $k: Date) " + query
    now = cost(asked.replace("AT", "knownOn: null"))
    past = cost(asked.replace("AT", at), p=99_999, k="2021-06-22")

    assert folded * 0.8 < past - now < folded * 1.3
    assert now == cost(asked.replace("AT", "position: 100000")), "the head is stored"


def test_a_token_of_the_past_costs_what_its_coordinates_cost() -> None:
    maps = '{ tally(within: "c") { denominator } }'

    by_token = cost(f'{{ snapshot(token: "{TOKEN}") {maps} }}')

    assert by_token == cost(f'{{ asOf(date: "2021-06-22", {PAST}, position: 99000) {maps} }}')
    assert cost(f'{{ snapshot(token: "none") {maps} }}') < 100


def test_a_diff_costs_its_snapshots_and_the_corner() -> None:
    diff = '{{ diff(from: {{date: "{}", knownOn: "{}"}}, to: {{date: "{}", knownOn: "{}"}}, within: "c") {{ places {{ cause }} }} }}'
    days = "2021-06-01", "2021-06-02"

    learned = cost(diff.format(days[0], days[0], days[0], days[1]))
    both = cost(diff.format(days[0], days[0], days[1], days[1]))

    assert 2 * 8_000 * STATE_COST < learned < 2.5 * 8_000 * STATE_COST
    assert 3 * 8_000 * STATE_COST < both < 3.5 * 8_000 * STATE_COST


def test_every_alias_costs_and_the_same_twice_costs_once() -> None:
    def rows(*days: int) -> str:
        asked = (
            f'a{n}: periodRows({YEARS}, within: "c", knownOn: "2021-06-{day:02}") {{ place }}'
            for n, day in enumerate(days)
        )
        return "{ " + " ".join(asked) + " }"

    assert cost(rows(1, 2, 3, 4)) == 4 * cost(rows(1))
    assert cost(rows(*[1] * 40)) < 1.1 * cost(rows(1))
    assert "knownOn" in refusal(rows(*range(1, 31)))


def test_people_cost_the_years_that_are_asked() -> None:
    def sum_of(first: str, last: str, more: str = "count { low }") -> int:
        return cost(f'{{ casualties(from: "{first}", to: "{last}") {{ {more} }} }}')

    assert sum_of("2021-03-01", "2021-04-01") < sum_of("2021-03-01", "2022-04-01") / 4
    assert sum_of("2019-03-01", "2019-04-01") < 100
    by_month = "breakdown(by: [MONTH]) { count { low } }"
    assert sum_of("2021-03-01", "2021-04-01", by_month) > sum_of("2021-03-01", "2021-04-01")


def test_the_gazetteer_in_columns_costs_its_places_and_their_outlines() -> None:
    everywhere, outlined = [cost(f"{{ gazetteer(outlines: {given}) }}") for given in ("false", "true")]

    assert 5_000 <= everywhere <= outlined / 4
    assert limits.LANE_HEAVY_COST_MIN < outlined < limits.QUERY_COST_MAX / 10
    assert 400 <= cost('{ gazetteer(within: "c", kind: DISTRICT) }') < 500


def test_activity_costs_every_event_each_time() -> None:
    assert 25_000 < cost("{ activity(step: MONTH) }") < 50_000
    assert cost('{ a: activity b: activity(within: "c") }') > 1.9 * cost("{ activity }")


def test_what_the_log_spans_costs_its_events_once_and_its_places() -> None:
    one, four = [cost(f"{{ log {{ {fields} }} }}") for fields in ("lastDay", "firstDay lastDay a: lastKnown")]

    assert 10_000 < one < four < one + 10
    assert 5_000 < cost("{ log { kinds { kind count } } }") < 5_020
    assert cost("{ log { head } }") < 10
    many = LogSizes(places={(None, "COUNTRY"): 200})
    assert cost("{ log { countries { children(first: 500) { nodes { id } } } } }", many) > 200 * 500


def test_names_are_never_searched_where_others_wait() -> None:
    for query in (
        '{ resolvePlace(name: "Imam") { score } }',
        '{ places(name: "im", first: 5) { nodes { id } } }',
        '{ sources(name: "re", first: 5) { nodes { id } } }',
        '{ actors(name: "ta", first: 5) { nodes { id } } }',
    ):
        assert cost(query) >= limits.HEAVY_COST_MIN
    assert cost("{ places(first: 5) { nodes { id } } }") < 50


SENSIBLE = {
    "a gazetteer": "{ gazetteer(outlines: true) activity log { firstDay lastKnown kinds { kind } countries { id } } }",
    "a replay in columns": f"{{ replayColumns({YEARS}, step: WEEK, kind: DISTRICT) }}",
    "twenty years in columns": f'{{ seriesColumns({YEARS}, within: "c") }}',
    "a replay in columns as known": f'{{ replayColumns({YEARS}, step: WEEK, within: "c", {PAST}) }}',
    "a map": f'{{ asOf(date: "2021-06-22") {{ places(within: "c") {{ nodes {{ {F12} }} }} }} }}',
    "a map as known": f'{{ asOf(date: "2021-06-22", {PAST}) {{ places(within: "c") {{ nodes {{ {F12} }} }} }} }}',
    "every place as known": f'{{ asOf(date: "2021-06-22", {PAST}) {{ frame }} }}',
    "twenty years": f'{{ series({YEARS}, within: "c") {{ date denominator rows {{ holder {{ id }} level count {{ low high }} }} }} }}',
    "twenty years as known": f'{{ series({YEARS}, within: "c", {PAST}) {{ date denominator rows {{ holder {{ id }} level count {{ low high }} }} }} }}',
    "a replay": f'{{ replay({YEARS}, step: WEEK, within: "c", first: 1000) {{ nodes {{ date places {{ id level certainty holder {{ id }} }} }} }} }}',
    "what we learned": '{ diff(from: {date: "2021-06-22", knownOn: "2021-06-22"}, to: {date: "2021-06-22", knownOn: "2021-07-01"}, within: "c")'
    " { places { cause place { id } before { level } after { level } } } }",
    "beliefs": '{ beliefs(place: "c-big", date: "2021-06-22", first: 1000) { nodes { knownFrom state { level certainty holder { id } } } } }',
    "a sum": '{ casualties(from: "2004-01-01", to: "2023-12-31") { kinds count { low high } byDay { date } } }',
    "totals": "{ tallies(first: 50) { nodes { numerator { low } shown { low } } } }",
    "introspection": get_introspection_query(input_value_deprecation=True),
}


@pytest.mark.parametrize("query", SENSIBLE.values(), ids=SENSIBLE)
def test_what_a_dashboard_asks_is_allowed(query: str) -> None:
    assert 0 < cost(query) <= limits.QUERY_COST_MAX


def test_the_lists_of_the_schema_cost_what_they_have() -> None:
    types = "{ __schema { types { %s } } }"
    fields = "fields { type { %s } }"

    one, two = cost(types % "name"), cost(types % (fields % "name"))

    assert len(schema().type_map) < one < two / 5
    assert refusal(types % (fields % (fields % (fields % (fields % "name")))))


async def test_twelve_requests_of_forty_folds_fold_nothing(sqlite_api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    class Sizes:
        async def current(self) -> LogSizes:
            return SIZES

    monkeypatch.setattr(sqlite_api.app.state.logs.record, "prices", Sizes())
    monkeypatch.setattr(sqlite_api.app.state.logs.record.folds, "fold", None)
    rows = " ".join(
        f'a{n}: periodRows({YEARS}, knownOn: "2019-05-{n % 28 + 1:02}", within: "c{n % 5}") {{ place }}'
        for n in range(40)
    )

    for _ in range(12):
        response = await sqlite_api.client.get("/graphql?" + urlencode({"query": "{ " + rows + " }"}))
        [error] = response.json()["errors"]
        assert error["extensions"]["code"] == "QUERY_TOO_COSTLY"
        assert "Ask `within` a province" in error["message"]


async def test_one_field_over_and_over_is_little_work(sqlite_api: Api) -> None:
    for query in (
        "{" + "log{head}" * 1_200 + "}",
        "{" + "... {log{head}}" * 900 + "}",
        "{" + "...f" * 900 + "} fragment f on Query {log{head}}",
    ):
        with count_calls() as done:
            answer = await sqlite_api.answer(query)
        assert 0 < done.calls < 1_000_000
        assert "errors" in answer or answer["data"] == {"log": {"head": 0}}

    many = " ".join(f"a{n}: log {{ head }}" for n in range(800))
    assert len(await sqlite_api.ask("{ " + many + " }")) == 800
    assert await sqlite_api.ask("{ " + "log { head } " * limits.SAME_NAME_MAX + "}")


def test_a_dry_run_costs_two_folds_of_each_event() -> None:
    write = """mutation($dry: Boolean!, $events: [EventInput!]!) {
      record(events: $events, idempotencyKey: "k", dryRun: $dry) { __typename }
    }"""
    costs = [cost(write, dry=dry, events=[{}] * number) for dry, number in ((False, 9), (True, 1), (True, 9))]

    each = 2 * HISTORY_COST * 80_000 // 5_000
    assert [found - costs[0] for found in costs] == [0, each, 9 * each]


@pytest.mark.parametrize("by_id", ["node(id: $id)", "nodes(ids: [$id])", "nodes(ids: $id)"])
def test_what_is_asked_of_a_snapshot_costs_the_same_by_its_id(by_id: str) -> None:
    """Given a snapshot of what was known, or the state of one place in it; then folding is paid for whoever asks it."""
    folded = '... on Snapshot { tally(within: "c") { denominator } } ... on PlaceState { certainty }'
    query = f"query($id: ID!) {{ {by_id} {{ {folded} }} }}"
    by_token = cost(f'{{ snapshot(token: "{TOKEN}") {{ tally(within: "c") {{ denominator }} }} }}')

    assert by_token > 8_000 * STATE_COST
    assert by_token <= cost(query, id=TOKEN) <= by_token + 10
    assert 200 * STATE_COST < cost(query, id=f"{TOKEN}:c-big") < 2 * 200 * (STATE_COST + HISTORY_COST)
    assert cost(query, id="af-kunduz") < 20


def test_many_ids_cost_as_many_times_what_is_asked_of_one() -> None:
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Place { name kind } } }"

    assert cost(query, ids=["x"] * 200) > 150 * cost(query, ids=["x"]) / 2


def test_each_edition_of_a_list_of_places_is_read_by_itself() -> None:
    def tallies(*editions: str) -> int:
        asked = [
            f'a{n}: tally(within: "c", edition: {{scheme: "s", edition: "{one}"}}) {{ denominator }}'
            for n, one in enumerate(editions)
        ]
        return cost(f'{{ asOf(date: "2021-06-22", knownOn: "2021-01-01") {{ {" ".join(asked)} }} }}')

    assert tallies("2020", "2021") - 2 * tallies("2020") in range(-5, 5)
    assert tallies("2020", "2020") - tallies("2020") < 5
