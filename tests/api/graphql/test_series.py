"""Counts by holder over time, as a chart asks for them."""

from datetime import date

import pytest

from api import limits
from tests.support.asking import Api
from tests.support.builders import asserted, cast, changed, place, retracted
from tests.support.call_counting import count_calls

SERIES = """
query($from: Date!, $to: Date!, $step: Step! = DAY, $within: ID, $kind: PlaceKind! = DISTRICT, $knownOn: Date,
      $position: Position, $policy: ResolutionPolicy! = AGAINST_INTEREST) {
  series(from: $from, to: $to, step: $step, within: $within, kind: $kind, knownOn: $knownOn, position: $position,
         policy: $policy) {
    date denominator rows { holder { id } level count { low best high qualifier } }
  }
}
"""
TALLY = """
query($date: Date!, $knownOn: Date, $position: Position, $policy: ResolutionPolicy!) {
  asOf(date: $date, knownOn: $knownOn, position: $position, policy: $policy) {
    tally { denominator rows { holder { id } level count { low best high qualifier } } }
  }
}
"""


async def points(api: Api, first: str, last: str, **more) -> list[tuple]:
    """Date, places that existed, and of each holder the bounds."""
    found = await api.ask(SERIES, **{"from": first, "to": last, **more})
    return [
        (
            point["date"],
            point["denominator"],
            {(r["holder"] or {}).get("id"): (r["count"]["low"], r["count"]["high"]) for r in point["rows"]},
        )
        for point in found["series"]
    ]


@pytest.fixture
async def kunduz(api: Api) -> Api:
    """Two districts, and one that came into being on 21 June; a list, a fall, a retaking told late, one taken back
    and then upheld."""
    await api.recorded(*cast(), place("af-other", parent="af-kunduz"))
    await api.recorded(place("af-young", parent="af-kunduz", existsFrom="2021-06-21", existsTo="2021-06-24"))
    await api.recorded(
        asserted(id="list", occurred="2021-06-19/2021-06-21", published="2021-06-22"),
        changed("af-other", id="fell", occurred="2021-06-20", published="2021-06-21"),
        changed("af-other", "government", "2021-06-22", loser="taliban", published="2021-07-05"),
        changed("af-young", id="slip", occurred="2021-06-21", published="2021-06-22", source="ministry"),
    )
    await api.recorded(retracted("slip", id="undone", published="2021-06-23"))
    await api.recorded(retracted("undone", published="2021-06-25"))
    return api


async def test_each_day_has_what_is_certain_and_what_is_possible(kunduz: Api) -> None:
    found = await points(kunduz, "2021-06-18", "2021-06-21", knownOn="2021-06-24")
    assert found == [
        ("2021-06-18", 2, {None: (2, 2)}),
        ("2021-06-19", 2, {None: (1, 2), "taliban": (0, 1)}),
        ("2021-06-20", 2, {None: (0, 1), "taliban": (1, 2)}),
        ("2021-06-21", 3, {None: (1, 1), "taliban": (2, 2)}),
    ]


@pytest.mark.parametrize("step", ["DAY", "WEEK", "MONTH"])
@pytest.mark.parametrize("policy", ["AGAINST_INTEREST", "CAUTIOUS"])
async def test_every_point_is_the_tally_of_that_days_snapshot(kunduz: Api, step: str, policy: str) -> None:
    head = await kunduz.head()
    for known_on, position in [(None, None), ("2021-06-22", None), ("2021-06-26", None), (None, head - 2)]:
        at = {"knownOn": known_on, "position": position, "policy": policy}
        found = await kunduz.ask(SERIES, **{"from": "2021-06-17", "to": "2021-06-28", "step": step, **at})
        for point in found["series"]:
            day = point.pop("date")
            assert point == (await kunduz.ask(TALLY, date=day, **at))["asOf"]["tally"]


async def test_the_denominator_is_of_the_places_that_existed_then(kunduz: Api) -> None:
    found = await points(kunduz, "2021-06-20", "2021-06-24")
    assert [denominator for _, denominator, _ in found] == [2, 3, 3, 3, 2]


async def test_a_month_from_the_31st_is_the_last_day_of_shorter_months(kunduz: Api) -> None:
    found = await points(kunduz, "2020-12-31", "2021-04-30", step="MONTH")
    assert [day for day, _, _ in found] == ["2020-12-31", "2021-01-31", "2021-02-28", "2021-03-31", "2021-04-30"]


async def test_only_the_places_asked_for(kunduz: Api) -> None:
    [(_, within, _)] = await points(kunduz, "2021-06-20", "2021-06-20", within="af-other")
    [(_, provinces, _)] = await points(kunduz, "2021-06-20", "2021-06-20", kind="PROVINCE")
    assert (within, provinces) == (1, 1)


async def test_what_cannot_be_counted_is_a_client_error_with_the_remedy(kunduz: Api) -> None:
    june = {"from": "2021-06-01", "to": "2021-06-30"}
    [error] = (await kunduz.answer(SERIES, **{"from": "2021-06-02", "to": "2021-06-01"}))["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "turn them round" in error["message"]
    [error] = (await kunduz.answer(SERIES, **{"from": "1900-01-01", "to": "2021-06-01"}))["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "longer `step`" in error["message"]
    assert await kunduz.code(SERIES, **june, within="nowhere") == "UNKNOWN_PLACE"
    assert await kunduz.code(SERIES, **june, position=10**6) == "POSITION_AHEAD"


async def test_the_length_of_a_series_counts_in_what_a_query_costs(sqlite_api: Api) -> None:
    years = 'series(from: "2000-01-01", to: "2020-01-01") { date denominator rows { level holder { id } } }'
    many = "{ " + " ".join(f"a{n}: {years}" for n in range(10)) + " }"
    days = many.replace('"2000-01-01"', '"2019-12-01"')
    by_variable = many.replace('"2000-01-01"', "$from").replace("{", "query($from: Date!) {", 1)
    by_month = many.replace("series(", "series(step: MONTH, ")

    assert await sqlite_api.code(many) == "QUERY_TOO_COSTLY"
    assert await sqlite_api.code(by_variable, **{"from": "2000-01-01"}) == "QUERY_TOO_COSTLY"
    assert await sqlite_api.ask(by_variable, **{"from": "2019-12-01"})
    assert await sqlite_api.ask(days)
    assert await sqlite_api.ask(by_month)
    assert await sqlite_api.ask("{ " + years + " }")


async def test_a_period_that_is_no_period_costs_as_much_as_the_longest(sqlite_api: Api) -> None:
    for bad in ('"soon"', "1", "$none", "null", "[]"):
        fields = " ".join(f"a{n}: series(from: {bad}, to: {bad}) {{ rows {{ level }} }}" for n in range(20))
        assert await sqlite_api.code("{ " + fields + " }") == "QUERY_TOO_COSTLY"


async def test_twenty_years_by_day_of_400_districts_is_one_question(sqlite_api: Api) -> None:
    ids = [f"a-{n:03}" for n in range(400)]
    await sqlite_api.recorded(*cast()[:-1], *(place(id, parent="af-kunduz") for id in ids))
    for year in (2004, 2009, 2015, 2021):
        fallen = [changed(id, ("taliban", "government")[year % 2], f"{year}-06-20") for id in ids]
        await sqlite_api.recorded(*fallen)

    with count_calls() as done:
        found = await points(sqlite_api, "2002-01-01", "2021-12-31")

    assert len(found) == (date(2021, 12, 31) - date(2002, 1, 1)).days + 1 < limits.STEPS_MAX
    assert all(denominator == 400 for _, denominator, _ in found)
    assert 0 < done.calls < 20_000_000
