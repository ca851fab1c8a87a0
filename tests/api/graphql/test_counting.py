"""The worked cases about numbers, asked as a dashboard asks them, on both engines; and what else a sum must do."""

from collections.abc import Callable
from typing import Any

import pytest

from domain.events import Event
from tests.support.asking import Api
from tests.support.counting_cases import (
    BACK,
    CASES,
    FIRST,
    SECOND,
    TWO_WEEKS,
    WHOLE,
    Asked,
    Case,
    crossed,
    harmed,
)
from tests.support.statement_counting import note_statements

CROSSINGS = """
query($from: Date!, $to: Date!, $knownOn: Date, $origin: ID, $via: ID) {
  crossings(from: $from, to: $to, knownOn: $knownOn, origin: $origin, via: $via) {
    count { low best high qualifier verbatim }
    incidents { id added disputed reason notes claims { id source { id } } parts { id } account { claim { id } added reason notes } }
    byDay { date count { low high } }
    byWay { place { id } count { low high } }
  }
}
"""
CASUALTIES = """
query($from: Date!, $to: Date!, $knownOn: Date, $within: ID, $party: ID, $kinds: [CasualtyKind!]) {
  casualties(from: $from, to: $to, knownOn: $knownOn, within: $within, party: $party, kinds: $kinds) {
    kinds count { low best high } claims { id } incidents { id reason }
  }
}
"""
JULY = {"from": "2021-06-01", "to": "2021-07-31"}


async def answer(api: Api, asked: Asked) -> dict:
    given = {"from": asked.first, "to": asked.last, "knownOn": asked.known_on, **asked.where}
    if asked.kinds:
        return (await api.ask(CASUALTIES, **given, kinds=asked.kinds))["casualties"][0]
    return (await api.ask(CROSSINGS, **given))["crossings"]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
async def test_given_these_events_the_sums_have_these_bounds(api: Api, case: Case) -> None:
    await api.recorded(*case.log)

    for asked in case.asked:
        found = await answer(api, asked)
        assert tuple(found["count"][name] for name in ("low", "best", "high")) == asked.bounds, asked
        if asked.reasons is not None:
            assert {one["id"]: one["reason"] for one in found["incidents"]} == asked.reasons


async def test_a_dispute_shows_who_says_which(sqlite_api: Api) -> None:
    await sqlite_api.recorded(*Case("", BACK, ()).log)

    [one] = (await answer(sqlite_api, Asked((280, None, 2300))))["incidents"]

    assert one["disputed"]
    assert {claim["id"]: claim["source"]["id"] for claim in one["claims"]} == {
        "back-600": "asia-plus",
        "back-280": "khovar",
        "back-2300": "tolonews",
    }
    assert {line["reason"] for line in one["account"]} == {"DISPUTED"}


async def test_the_words_of_a_report_are_kept_where_they_say_it_all(sqlite_api: Api) -> None:
    await sqlite_api.recorded(*Case("", (FIRST,), ()).log)

    found = await answer(sqlite_api, Asked((131, None, None)))

    assert (found["count"]["qualifier"], found["count"]["verbatim"]) == ("MORE_THAN", "more than 130")


async def test_the_order_of_recording_changes_nothing(sqlite_api: Api, start: Callable, postgres_url: str) -> None:
    other = await start(postgres_url)
    events = (FIRST, SECOND, *BACK, WHOLE, TWO_WEEKS)
    await sqlite_api.recorded(*Case("", events, ()).log)
    await other.recorded(*Case("", events[::-1], ()).log)

    found, reversed_ = [(await api.ask(CROSSINGS, **JULY))["crossings"] for api in (sqlite_api, other)]

    assert found["count"] == reversed_["count"]
    assert found["byDay"] == reversed_["byDay"]


async def test_totals_without_kinds_stay_joint(sqlite_api: Api) -> None:
    [case] = [case for case in CASES if case.name == "one number for killed, wounded and captured"]
    await sqlite_api.recorded(*case.log)

    found = (await sqlite_api.ask(CASUALTIES, **JULY))["casualties"]

    assert [(one["kinds"], one["count"]["high"]) for one in found] == [
        (["KILLED", "WOUNDED", "CAPTURED"], 100),
        (["KILLED"], 1),
    ]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"from": "2021-07-01", "to": "2021-06-01"}, "BAD_USER_INPUT"),
        ({**JULY, "via": "nowhere"}, "UNKNOWN_PLACE"),
        ({"from": "1800-01-01", "to": "2199-12-31"}, "BAD_USER_INPUT"),
    ],
)
async def test_a_question_that_makes_no_sense_is_refused(sqlite_api: Api, given: dict, code: str) -> None:
    assert await sqlite_api.code(CROSSINGS, **given) == code


async def test_sums_beyond_what_an_answer_can_hold_stay_true(sqlite_api: Api) -> None:
    most = 2**31 - 1
    await sqlite_api.recorded(*Case("", (crossed("a", most, incident="a"), crossed("b", most, incident="b")), ()).log)

    found = await answer(sqlite_api, Asked((most, None, None)))

    assert (found["count"]["low"], found["count"]["high"]) == (most, None)


async def test_as_many_statements_for_one_claim_as_for_two_hundred(api: Api) -> None:
    executed: list[str] = []
    note_statements(api.app, lambda _c, _cur, statement, *_: executed.append(statement))
    await api.recorded(*Case("", (crossed("one", 1, via=["tj-langar"]),), ()).log)

    async def statements() -> int:
        executed.clear()
        await api.ask(CROSSINGS, **JULY)
        return len(executed)

    one = await statements()
    await api.recorded(
        *(
            crossed(f"c-{n}", n, occurred=f"2021-07-{n % 30 + 1:02}", via=["tj-tem"], incident=f"i-{n}")
            for n in range(200)
        )
    )

    assert await statements() == one
    assert one < 20


BREAKDOWN = """
query($by: [CountAxis!]!, $placeKind: PlaceKind, $kinds: [CasualtyKind!] = [KILLED]) {
  casualties(from: "2021-01-01", to: "2021-07-31", kinds: $kinds) {
    breakdown(by: $by, placeKind: $placeKind) { kind party { id } place { id } from to count { low best high } }
  }
}
"""


def row(id: str, low: int, best: int, high: int, by: dict[str, int] | None = None, **fields: Any) -> list[Event]:
    """A row of a data set: one number, and the best estimate by side."""
    number = {"low": low, "best": best, "high": high, "qualifier": "ABOUT"}
    parts = [
        harmed(
            f"{id}/{side}", ["KILLED"], {"best": n, "qualifier": "ABOUT"}, incident=id, partOf=id, party=side, **fields
        )
        for side, n in (by or {}).items()
    ]
    return [harmed(id, ["KILLED"], number, incident=id, **fields), *parts]


async def cells(api: Api, **given: Any) -> list[tuple]:
    found = (await api.ask(BREAKDOWN, **given))["casualties"][0]["breakdown"]
    known = [
        [
            cell[name]["id"] if isinstance(cell[name], dict) else cell[name]
            for name in ("kind", "party", "place", "from")
        ]
        for cell in found
    ]
    return [(*filter(None, names), *cell["count"].values()) for names, cell in zip(known, found, strict=True)]


ROWS = [
    *row("r1", 3, 5, 9, {"taliban": 4, "government": 1}, occurred="2021-01-10"),
    *row("r2", 1, 2, 2, {"taliban": 2}, occurred="2021-02-10"),
    *row("r3", 10, 20, 30, {"government": 15, "taliban": 5}, occurred="2021-01-20/2021-02-05", place="af-kunduz"),
]


async def test_the_cells_of_a_breakdown_are_the_sums_of_the_rows(api: Api) -> None:
    await api.recorded(*Case("", tuple(ROWS), ()).log)

    assert await cells(api, by=["PARTY"]) == [("government", None, 16, 39), ("taliban", None, 11, 41)]
    assert await cells(api, by=["PLACE"], placeKind="PROVINCE") == [("af-kunduz", 14, 27, 41)]
    assert await cells(api, by=["MONTH"]) == [("2021-01-01", 3, 5, 39), ("2021-02-01", 1, 2, 32)]
    assert await cells(api, by=["KIND"]) == [("KILLED", 14, 27, 41)]
    assert await cells(api, by=["PLACE", "MONTH"]) == [
        ("af-imam-sahib", "2021-01-01", 3, 5, 39),
        ("af-imam-sahib", "2021-02-01", 1, 2, 32),
        ("af-kunduz", "2021-01-01", 3, 5, 39),
        ("af-kunduz", "2021-02-01", 1, 2, 32),
    ]


@pytest.mark.parametrize(
    "given", [{"by": []}, {"by": ["DAY", "DAY"]}, {"by": ["DAY", "MONTH"]}, {"by": ["KIND"], "placeKind": "PROVINCE"}]
)
async def test_a_breakdown_that_makes_no_sense_is_refused(sqlite_api: Api, given: dict) -> None:
    await sqlite_api.recorded(*Case("", tuple(ROWS), ()).log)

    assert await sqlite_api.code(BREAKDOWN, **given) == "BAD_USER_INPUT"
