"""The days at which a series looks."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.history.steps import days, number_of_days, step_with
from domain.values.terms import Step

dates = st.dates(date(1999, 1, 1), date(2004, 12, 31))


def test_a_month_from_the_31st_ends_on_the_last_day_of_shorter_months():
    found = days(date(2020, 1, 31), date(2020, 5, 30), Step.MONTH)
    assert [f"{day:%m-%d}" for day in found] == ["01-31", "02-29", "03-31", "04-30"]


def test_the_last_day_is_included_where_a_step_falls_on_it():
    assert days(date(2021, 6, 1), date(2021, 6, 15), Step.WEEK)[-1] == date(2021, 6, 15)
    assert days(date(2021, 6, 1), date(2021, 6, 14), Step.WEEK)[-1] == date(2021, 6, 8)


def test_a_period_may_end_where_the_calendar_does():
    assert days(date(9999, 11, 30), date.max, Step.MONTH) == [date(9999, 11, 30), date(9999, 12, 30)]
    assert days(date.max, date.max, Step.DAY) == [date.max]


@given(dates, dates, st.sampled_from(Step))
def test_days_begin_at_the_first_rise_and_stop_within_a_step_of_the_last(first, last, step):
    found = days(first, last, step)
    assert len(found) == number_of_days(first, last, step)
    assert found == sorted(set(found))
    assert (found == []) == (first > last)
    if found:
        longest = {Step.DAY: 1, Step.WEEK: 7, Step.MONTH: 31}[step]
        assert found[0] == first
        assert found[-1] <= last < found[-1] + timedelta(longest)


@given(dates, dates, st.sampled_from(Step))
def test_the_step_with_a_day_is_the_last_that_has_begun(first, day, step):
    if first <= day:
        assert step_with(day, first, step) == days(first, day, step)[-1]


def test_the_steps_of_the_calendar_are_weeks_from_monday_and_months_from_the_first():
    assert step_with(date(2021, 6, 23), date.min, Step.WEEK) == date(2021, 6, 21)
    assert step_with(date(2021, 6, 23), date.min, Step.MONTH) == date(2021, 6, 1)
    assert step_with(date.max, date.min, Step.DAY) == date.max
