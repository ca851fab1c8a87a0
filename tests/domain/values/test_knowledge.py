"""The clock of knowledge: a day is known from its end, a moment from itself, nothing from the moment of recording."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.values import knowledge
from domain.values.coordinates import Coordinates
from domain.values.knowledge import end_of_known_day
from domain.values.problems import FieldError

RECORDED = datetime(2021, 7, 10, 12, 30, tzinfo=UTC)
offsets = st.integers(-840, 840).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(1801, 1, 1), datetime(2198, 1, 1), timezones=offsets)


@pytest.mark.parametrize(
    ("published", "known"),
    [
        ("2021-06-21", datetime(2021, 6, 21, 23, 59, 59, 999_999, tzinfo=UTC)),
        ("2021-06-21T16:00:00Z", datetime(2021, 6, 21, 16, tzinfo=UTC)),
        ("2021-06-21t16:00:00.5z", datetime(2021, 6, 21, 16, 0, 0, 500_000, tzinfo=UTC)),
        ("2021-06-21T01:00+04:30", datetime(2021, 6, 20, 20, 30, tzinfo=UTC)),
        (None, RECORDED),
    ],
)
def test_from_when_a_report_is_known(published: str | None, known: datetime) -> None:
    assert knowledge.known_from(published, RECORDED.astimezone(None)) == known


@pytest.mark.parametrize(
    "text",
    [
        *("2021-06-21T16:00:00", "2021-06-21 16:00:00Z", "20210621T160000Z", "2021-06-21T16:00:00.1234567Z"),
        *("2021-06-31", "2021-W25-1", "2021-06-21T24:01:00Z", "2021-06-21T16:00:60Z", "2021-06-21T16:00:00+24:00"),
        *("1799-12-31T23:00:00Z", "2199-12-31T23:30:00-01:00", "", "soon", "２０２１-06-21T16:00:00Z"),
    ],
)
def test_what_is_neither_day_nor_moment_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(FieldError) as refusal:
        knowledge.published_by(text)
    assert refusal.value.code == "IMPOSSIBLE_DATE"


@given(moments)
def test_what_is_written_is_read_again(moment: datetime) -> None:
    assert knowledge.moment(knowledge.written_moment(moment)) == moment
    assert knowledge.published_by(knowledge.written(moment)) == moment


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)))
def test_a_day_is_the_moment_at_its_end(day: date) -> None:
    assert knowledge.published_by(day.isoformat()) == end_of_known_day(day)
    assert knowledge.whole_day(end_of_known_day(day)) == day
    assert knowledge.whole_day(end_of_known_day(day) - timedelta(microseconds=1)) is None


@given(moments)
def test_coordinates_show_the_day_or_the_moment_and_never_both(moment: datetime) -> None:
    for known_at in (moment.astimezone(UTC), end_of_known_day(moment.date())):
        at = Coordinates(date(2021, 6, 21), known_at, 1)
        assert (at.known_on is None) != (at.known_moment is None)
        assert knowledge.known_by(at.known_on, at.known_moment) == known_at


def test_a_day_and_a_moment_together_are_refused() -> None:
    with pytest.raises(FieldError, match="not both"):
        knowledge.known_by(date(2021, 6, 21), RECORDED)
