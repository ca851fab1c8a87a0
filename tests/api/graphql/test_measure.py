"""Published series over GraphQL: as known on any day, with every revision."""

import pytest

from tests.support.asking import Api
from tests.support.builders import cast, corrected, measured, retracted, source

MEASURE = """
query($id: ID! = "arrivals", $place: ID! = "af-imam-sahib", $from: Date! = "2021-06-01", $to: Date! = "2021-06-30",
      $knownOn: Date, $position: Position) {
  measure(id: $id, place: $place, from: $from, to: $to, knownOn: $knownOn, position: $position) {
    date occurred count { low best high qualifier verbatim } disputed published revisions
    events { id source { id } ... on MeasureReported { count { best } } }
    history { knownFrom count { best } source { id } event { id type } }
  }
}
"""
MEASURES = """
query($within: ID, $first: Int! = 100, $after: String) {
  measures(within: $within, first: $first, after: $after) {
    totalCount
    pageInfo { endCursor }
    nodes { id place { name } from to reports sources { id } }
  }
}
"""


async def points(api: Api, **asked: object) -> list[dict]:
    return (await api.ask(MEASURE, **asked))["measure"]


async def test_sixteen_revisions_of_one_day_are_right_for_every_knowledge_day(api: Api) -> None:
    editions = [measured(1000 - n, id=f"v-{n}", published=f"2021-07-{n + 1:02}") for n in range(17)]
    await api.recorded(*cast(), *editions)

    assert await points(api, knownOn="2021-06-30") == []
    for n in range(17):
        [point] = await points(api, knownOn=f"2021-07-{n + 1:02}")
        assert (point["count"]["best"], point["revisions"]) == (1000 - n, n)
        assert (point["published"], [one["id"] for one in point["events"]]) == (f"2021-07-{n + 1:02}", [f"v-{n}"])
    [now] = await points(api)
    assert (now["date"], now["occurred"], now["revisions"], now["disputed"]) == ("2021-06-21", "2021-06-21", 16, False)
    assert [one["count"]["best"] for one in now["history"]] == [1000 - n for n in range(17)]
    [then] = await points(api, position=await api.head() - 6)
    assert (then["count"]["best"], then["revisions"]) == (990, 10)


async def test_corrections_and_retractions_are_in_the_history_with_what_made_them(api: Api) -> None:
    await api.recorded(*cast(), measured(1340, id="slip", published="2021-06-22"))
    await api.recorded(corrected("slip", measured(134, published=None), id="mended", published="2021-06-24"))
    await api.recorded(retracted("mended", id="undone", published="2021-06-26"))

    [point] = await points(api)
    assert [(one["knownFrom"], one["count"]["best"], one["event"]["id"]) for one in point["history"]] == [
        ("2021-06-22", 1340, "slip"),
        ("2021-06-24", 134, "mended"),
        ("2021-06-26", 1340, "undone"),
    ]
    [then] = await points(api, knownOn="2021-06-25")
    assert (then["count"]["best"], then["revisions"]) == (134, 1)


async def test_a_series_that_is_withdrawn_has_no_point_and_is_no_mistake(api: Api) -> None:
    await api.recorded(*cast(), measured(1, id="m"), measured(2, "2021-06-20"))
    await api.recorded(retracted("m", published="2021-06-26"))

    assert [point["date"] for point in await points(api)] == ["2021-06-20"]
    assert len(await points(api, knownOn="2021-06-25")) == 2


async def test_two_sources_are_both_shown_and_never_averaged(api: Api) -> None:
    others = [source(name) for name in ("iom", "unhcr")]
    told = [measured(number, id=by, source=by) for by, number in (("neutral", 600), ("iom", 280), ("unhcr", 2300))]
    await api.recorded(*cast(), *others, *told)

    [point] = await points(api)

    assert (point["count"]["low"], point["count"]["best"], point["count"]["high"]) == (280, None, 2300)
    assert (point["disputed"], point["revisions"]) == (True, 0)
    assert {one["source"]["id"]: one["count"]["best"] for one in point["events"]} == {
        "neutral": 600,
        "iom": 280,
        "unhcr": 2300,
    }


async def test_two_sources_that_agree_narrow_each_other(api: Api) -> None:
    more_than = {"low": 131, "qualifier": "MORE_THAN", "verbatim": "more than 130"}
    await api.recorded(*cast(), measured(more_than), measured(134, source="ministry"))

    [point] = await points(api)

    assert (point["count"], point["disputed"]) == (
        {"low": 134, "best": 134, "high": 134, "qualifier": "EXACT", "verbatim": None},
        False,
    )


async def test_the_words_of_a_single_report_are_kept(api: Api) -> None:
    await api.recorded(*cast(), measured({"qualifier": "MANY", "verbatim": "many"}))

    [point] = await points(api)
    assert point["count"] == {"low": None, "best": None, "high": None, "qualifier": "MANY", "verbatim": "many"}


async def test_a_wrong_question_is_refused_with_suggestions(api: Api) -> None:
    await api.recorded(*cast(), measured(1), measured(2, measure="returns", id="late"))

    [error] = (await api.answer(MEASURE, id="arrival"))["errors"]
    assert error["extensions"]["code"] == "UNKNOWN_MEASURE"
    assert "is arrivals meant" in error["message"]
    assert await api.code(MEASURE, id="x\0") == "UNKNOWN_MEASURE"
    assert await api.code(MEASURE, place="nowhere") == "UNKNOWN_PLACE"
    assert await api.code(MEASURE, position=1000) == "POSITION_AHEAD"
    assert await api.code(MEASURE, id="returns", position=8) == "UNKNOWN_MEASURE"
    assert await api.code(MEASURE, **{"from": "2021-07-01"}) == "BAD_USER_INPUT"
    too_long = '{ measure(id: "arrivals", place: "af-imam-sahib", from: "1900-01-01", to: "2021-06-01") { date } }'
    assert await api.code(too_long) == "BAD_USER_INPUT"
    assert await points(api, place="af") == []


async def test_which_series_there_are(api: Api) -> None:
    await api.recorded(*cast(), measured(1, "2021-06-01"), measured(2, "2021-06-09", source="ministry"))
    await api.recorded(measured(3, measure="returns", place="af"))
    page = (await api.ask(MEASURES, first=1))["measures"]
    rest = (await api.ask(MEASURES, after=page["pageInfo"]["endCursor"]))["measures"]["nodes"]

    assert page["totalCount"] == 2
    assert page["nodes"] == [
        {
            "id": "arrivals",
            "place": {"name": "Imam Sahib"},
            "from": "2021-06-01",
            "to": "2021-06-09",
            "reports": 2,
            "sources": [{"id": "ministry"}, {"id": "neutral"}],
        }
    ]
    assert [(one["id"], one["place"]["name"]) for one in rest] == [("returns", "Afghanistan")]
    assert (await api.ask(MEASURES, within="af-kunduz"))["measures"]["totalCount"] == 1
    assert await api.code(MEASURES, within="nowhere") == "UNKNOWN_PLACE"


@pytest.mark.parametrize(("first_day", "refused"), [("2000-01-01", True), ("2019-12-25", False)])
async def test_the_days_of_a_series_count_in_what_a_query_costs(sqlite_api: Api, first_day: str, refused: bool) -> None:
    await sqlite_api.recorded(*cast(), measured(1))
    fields = "date revisions count { low high } history { knownFrom }"
    asked = f'measure(id: "arrivals", place: "af-imam-sahib", from: "{first_day}", to: "2020-01-01") {{ {fields} }}'
    query = "{ " + " ".join(f"a{n}: {asked}" for n in range(10)) + " }"

    answer = await sqlite_api.answer(query)

    assert ("errors" in answer) == refused
