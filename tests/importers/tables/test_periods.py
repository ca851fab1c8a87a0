"""A row that says from when to when a state held is seen at both ends, and ends there."""

from typing import Any

import pytest

from tests.support.table_files import codes, mapped, refusal

SPANS = """
name = "spans"
source = "list"
[periods]
until = "valid_to"
{more}
[event]
type = "ControlAsserted"
occurred = "valid_from"
place = {{ name = "place" }}
holder = "holder"
"""
HEADER = "place,holder,valid_from,valid_to\n"


def sights(*rows: str, more: str = "") -> list[tuple[Any, ...]]:
    found = mapped(SPANS.format(more=more), HEADER + "\n".join([*rows, ""]))
    assert codes(found) == []
    return sorted((event.occurred[5:], event.holder) for line in found for event in (*line.events, *line.if_recorded))


def test_a_state_is_seen_on_its_first_day_and_on_its_last_and_nobody_is_known_after() -> None:
    assert sights("Alpha,rsf,2023-06-01,2023-06-10") == [("06-01", "rsf"), ("06-10", "rsf"), ("06-11", None)]


def test_a_period_without_an_end_is_seen_on_its_first_day_alone() -> None:
    assert sights("Alpha,rsf,2023-06-01,", "Beta,saf,2023-06-01,9999-12-31") == [("06-01", "rsf"), ("06-01", "saf")]


def test_a_period_of_one_day_is_seen_once() -> None:
    assert sights("Alpha,rsf,2023-06-01,2023-06-01") == [("06-01", "rsf"), ("06-02", None)]


@pytest.mark.parametrize("backwards", [False, True])
def test_where_another_row_goes_on_nothing_is_unknown_between(backwards: bool) -> None:
    rows = ["Alpha,rsf,2023-06-01,2023-06-10", "Alpha,saf,2023-06-11,"]

    assert sights(*(rows[::-1] if backwards else rows)) == [("06-01", "rsf"), ("06-10", "rsf"), ("06-11", "saf")]


def test_a_gap_between_two_rows_is_unknown() -> None:
    found = sights("Alpha,rsf,2023-06-01,2023-06-10", "Alpha,saf,2023-06-15,")

    assert found == [("06-01", "rsf"), ("06-10", "rsf"), ("06-11", None), ("06-15", "saf")]


@pytest.mark.parametrize("more", ["", 'until_is = "first day after"'])
def test_a_day_on_which_one_ends_and_another_begins_is_that_of_the_other(more: str) -> None:
    found = sights("Alpha,rsf,2023-06-01,2023-06-10", "Alpha,saf,2023-06-10,", more=more)

    assert found == [("06-01", "rsf"), ("06-09", "rsf"), ("06-10", "saf")]


def test_periods_that_overlap_are_seen_on_their_own_days_and_noted() -> None:
    rows = ["Alpha,rsf,2023-06-01,2023-06-30", "Alpha,saf,2023-06-10,2023-06-12", "Alpha,rsf,2023-06-20,2023-07-02"]
    found = mapped(SPANS.format(more=""), HEADER + "\n".join([*rows, ""]))

    assert sights(*rows) == [
        ("06-01", "rsf"),
        ("06-10", "saf"),
        ("06-12", "saf"),
        ("06-20", "rsf"),
        ("06-30", "rsf"),
        ("07-02", "rsf"),
        ("07-03", None),
    ]
    assert [line.number for line in found if "PERIODS_OVERLAP" in line.repairs] == [3]


def test_the_same_place_in_the_words_of_two_sources_is_two_stories() -> None:
    mapping = SPANS.format(more="") + 'source = "who"\n'
    rows = "Alpha,rsf,2023-06-01,2023-06-10,one\nAlpha,rsf,2023-06-11,,two\n"
    found = mapped(mapping, HEADER.replace("valid_to", "valid_to,who") + rows)

    assert sorted((e.source, e.occurred) for line in found for e in (*line.events, *line.if_recorded)) == [
        ("one", "2023-06-01"),
        ("one", "2023-06-10"),
        ("one", "2023-06-11"),
        ("two", "2023-06-11"),
    ]


def test_who_wants_nothing_said_after_the_end_gets_nothing() -> None:
    found = sights("Alpha,rsf,2023-06-01,2023-06-10", more='after = "nothing"')

    assert found == [("06-01", "rsf"), ("06-10", "rsf")]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Alpha,rsf,2023-06,2023-06-10", "NO_DAY"),
        ("Alpha,rsf,2023-06-01,2023-07", "IMPOSSIBLE_DATE"),
        ("Alpha,rsf,2023-06-11,2023-06-10", "ENDS_BEFORE"),
        ("Alpha,rsf,,2023-06-10", "MISSING"),
        ("Alpha,rsf,2023-06-01,soon", "BAD_DATE"),
    ],
)
def test_a_period_that_is_none_costs_its_row(row: str, code: str) -> None:
    found = mapped(SPANS.format(more=""), f"{HEADER}{row}\nBeta,saf,2023-06-01,\n")

    assert codes(found) == [(2, code)]
    assert sum(len(line.events) for line in found) == 1


def test_the_status_of_a_crossing_has_periods_too() -> None:
    mapping = SPANS.format(more="").replace("ControlAsserted", "StatusReported").replace("holder =", "status =")
    found = mapped(mapping, HEADER + "Alpha,OPEN,2023-06-01,2023-06-10\n")

    assert [(e.occurred[5:], e.status) for e in (*found[0].events, *found[0].if_recorded)] == [
        ("06-01", "OPEN"),
        ("06-10", "OPEN"),
        ("06-11", "UNKNOWN"),
    ]


def test_each_sight_has_an_id_of_its_own_that_depends_on_the_first_day() -> None:
    def ids(until: str) -> list[str]:
        [line] = mapped(SPANS.format(more=""), f"{HEADER}Alpha,rsf,2023-06-01,{until}\n")
        return [event.id for event in (*line.events, *line.if_recorded)]

    assert ids("2023-06-10") == ids("2023-06-12")
    assert len(set(ids("2023-06-10"))) == 3


@pytest.mark.parametrize(
    ("before", "after"),
    [("[periods]", "[snapshot]\n[periods]"), ('"ControlAsserted"', '"ControlChanged"'), ('"valid_to"', "[]")],
)
def test_periods_of_what_is_no_state_are_refused(before: str, after: str) -> None:
    mapping = SPANS.format(more="").replace(before, after)
    assert refusal(mapping.replace("holder =", "gainer =") if "ControlChanged" in after else mapping)
