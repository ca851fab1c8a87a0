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
        "2021-06-22T25:00",
        "2021-06-22T19:00Z",
        "2021-06-22T19:00+04:30",
        "2021-21",
        "[2021-06-01,2021-06-03]",
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
