from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.values import edtf
from domain.values.interval import Interval
from domain.values.problems import FieldError


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2021-06-22", "2021-06-22T00:00:00", "2021-06-22T23:59:59"),
        ("2021-06", "2021-06-01T00:00:00", "2021-06-30T23:59:59"),
        ("2021", "2021-01-01T00:00:00", "2021-12-31T23:59:59"),
        ("2020-02", "2020-02-01T00:00:00", "2020-02-29T23:59:59"),
        ("2021-06~", "2021-06-01T00:00:00", "2021-06-30T23:59:59"),
        ("2021-06-22?", "2021-06-22T00:00:00", "2021-06-22T23:59:59"),
        ("2021-06%", "2021-06-01T00:00:00", "2021-06-30T23:59:59"),
        ("2022-03-1X", "2022-03-10T00:00:00", "2022-03-19T23:59:59"),
        ("202X", "2020-01-01T00:00:00", "2029-12-31T23:59:59"),
        ("2021-06-12/2021-06-22", "2021-06-12T00:00:00", "2021-06-22T23:59:59"),
        ("2021-05/2021-06-22", "2021-05-01T00:00:00", "2021-06-22T23:59:59"),
        ("../2021-06-22", None, "2021-06-22T23:59:59"),
        ("2021-06-22/..", "2021-06-22T00:00:00", None),
        ("2021-06-21T19:00/2021-06-22T09:00", "2021-06-21T19:00:00", "2021-06-22T09:00:59"),
        ("2021-06-21T19:00:30", "2021-06-21T19:00:30", "2021-06-21T19:00:30"),
        ("[2021-06-04..2021-06-06]", "2021-06-04T00:00:00", "2021-06-06T23:59:59"),
        ("[2021-06-04,2021-06-06]", "2021-06-04T00:00:00", "2021-06-06T23:59:59"),
        ("[2021-06-06,2021-06-04]", "2021-06-04T00:00:00", "2021-06-06T23:59:59"),
        ("[2021-06-01,2021-06-04..2021-06-06,2021-07]", "2021-06-01T00:00:00", "2021-07-31T23:59:59"),
        ("[..2021-06-04]", None, "2021-06-04T23:59:59"),
        ("[2021-06-04..]", "2021-06-04T00:00:00", None),
        ("[2021-06-04]", "2021-06-04T00:00:00", "2021-06-04T23:59:59"),
        ("[2021-06-21T19:00..2021-06-22T09:00]", "2021-06-21T19:00:00", "2021-06-22T09:00:59"),
    ],
)
def test_a_date_leaves_these_bounds(text, earliest, latest):
    assert edtf.interval(text) == Interval.between(moment(earliest), moment(latest))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "../..",
        "/",
        "2021-13",
        "2021-02-30",
        "2021-06-31",
        "20210622",
        "2021-W25-2",
        "2021-173",
        "22 June 2021",
        "2021-06-22/2021-06-12",
        "0025-01-01",
        "9999",
        "2021-6-2",
        "２０２１-06-22",
        "２０２１-06",
        "２０２１",
        "2021-06-22T25:00",
        "[]",
        "[..]",
        "[,2021-06-04]",
        "[2021-06-04, 2021-06-06]",
        "[2021-06-06..2021-06-04]",
        "[2021-06-04..2021-06-06",
        "2021-06-04..2021-06-06",
        "[2021-06-04/2021-06-06]",
        "[2021-06-04,2021-06-06]/2021-06-22",
        "[[2021-06-04]]",
        "[2021-06-04]~",
        "[2021-06-04...2021-06-06]",
        "2021-06-22\n",
        "2021-06-22/2021-06-23/2021-06-24",
        "2021-06-22T24:00",
        "Y170000002",
    ],
)
def test_what_is_no_date_is_refused_with_what_to_write(text):
    with pytest.raises(FieldError, match=r"is not an EDTF date: .+") as refusal:
        edtf.interval(text)
    assert refusal.value.code == "IMPOSSIBLE_DATE"


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("2021-21", "a season, .* as in 2021-06/2021-08"),
        ("2021-06-21T06:00Z", "write 2021-06-21T06:00, without Z"),
        ("2021-06-20/2021-06-21T06:00:00+04:30", r"write 2021-06-21T06:00, without \+04:30"),
        ("2021-24/2022-02", "2021-24 is a season"),
        ("2021-32", "a season"),
        ("2021-33", "write its months, 2021-01/2021-03"),
        ("2021-36~", "write its months, 2021-10/2021-12"),
        ("2021-39", "write its months, 2021-09/2021-12"),
        ("2021-41", "write its months, 2021-07/2021-12"),
        ("[2021-21..2021-22]", "2021-21 is a season"),
        ("{2021-06-04,2021-06-06}", "every one of these days: record an event for each"),
    ],
)
def test_what_edtf_knows_and_the_log_does_not_take_is_refused_with_what_to_write_instead(text, remedy):
    with pytest.raises(FieldError, match=remedy) as refusal:
        edtf.interval(text)
    assert refusal.value.code == "IMPOSSIBLE_DATE"
    assert "not an EDTF date" not in str(refusal.value)


def test_an_interval_is_no_set_and_a_set_is_no_interval():
    assert [edtf.is_interval(text) for text in ("2021-06/2021-07", "[2021-06..2021-07]", "2021-06")] == [
        True,
        False,
        False,
    ]
    assert [edtf.is_set(text) for text in ("2021-06/2021-07", "[2021-06..2021-07]", "2021-06")] == [False, True, False]


def test_a_state_seen_on_one_of_several_days_was_seen_on_any_of_them():
    assert edtf.end_part("[2021-06-04..2021-06-06]") == edtf.interval("2021-06-04/2021-06-06")


DAYS = st.dates(min_value=datetime(1800, 1, 1).date(), max_value=datetime(2199, 12, 31).date())
RUNS = st.lists(DAYS, min_size=1, max_size=2).map(sorted)


@given(st.lists(RUNS, min_size=1, max_size=5))
def test_a_set_reaches_from_its_first_date_to_its_last_and_each_of_its_dates_lies_in_it(runs):
    text = "[" + ",".join("..".join(map(str, run)) for run in runs) + "]"
    found = edtf.interval(text)
    days = [day for run in runs for day in run]
    assert (found.first_day, found.last_day) == (min(days), max(days))
    assert all(found.covers(edtf.interval(str(day))) for day in days)


@given(DAYS, DAYS)
def test_a_run_in_a_set_has_the_bounds_of_the_interval_and_is_refused_where_that_is(first, last):
    def bounds(text):
        try:
            return edtf.interval(text)
        except FieldError as refusal:
            return refusal.code

    assert bounds(f"[{first}..{last}]") == bounds(f"{first}/{last}")


@given(st.text(alphabet="[]{}.,/0123456789-T:~?%", max_size=40))
def test_nothing_that_looks_like_a_set_is_more_than_refused(text):
    try:
        found = edtf.interval(f"[{text}]")
    except FieldError:
        return
    assert found.start < found.end


@given(st.text(max_size=40))
def test_no_text_is_more_than_refused(text):
    try:
        found = edtf.interval(text)
    except FieldError:
        return
    assert found.earliest is None or found.latest is None or found.earliest <= found.latest


@given(st.dates(min_value=datetime(1800, 1, 1).date(), max_value=datetime(2199, 12, 31).date()), st.integers(0, 400))
def test_a_stretch_is_shown_as_the_date_that_it_came_from(day, more):
    last = edtf.interval(day.isoformat()).latest.date()
    later = min(last.toordinal() + more, datetime(2199, 12, 31).toordinal())
    text = f"{day}/{datetime.fromordinal(later).date()}"
    shown = edtf.write(edtf.interval(text), cut=False)
    assert edtf.interval(shown) == edtf.interval(text)


@pytest.mark.parametrize("day", ["2021-W25-2", "20210622", "2021-06", 20210622, None, datetime(2021, 6, 22)])
def test_a_single_day_is_strict(day):
    with pytest.raises(FieldError):
        edtf.strict_day(day)
