"""Days and moments of publication for Hypothesis, and the moments of knowledge at which to ask about them."""

from datetime import UTC, date, datetime, time, timedelta, timezone

from hypothesis import strategies as st

from domain.values.knowledge import end_of_known_day

_HOURS = (0, 6, 12, 18)
_ZONES = (UTC, timezone(timedelta(hours=4, minutes=30)), timezone(timedelta(hours=-8)))


def published(days: st.SearchStrategy[date]) -> st.SearchStrategy[str]:
    """A day, or one of a few hours of it, written with one of several offsets."""
    hours = st.tuples(days, st.sampled_from(_HOURS), st.sampled_from(_ZONES))
    return st.one_of(days.map(date.isoformat), hours.map(lambda given: _moment(*given).isoformat()))


def known(days: st.SearchStrategy[date]) -> st.SearchStrategy[datetime]:
    """The end of a day, or one of the moments at which `published` may say something."""
    hours = st.tuples(days, st.sampled_from(_HOURS), st.just(UTC))
    return st.one_of(days.map(end_of_known_day), hours.map(lambda given: _moment(*given)))


def _moment(day: date, hour: int, zone: timezone) -> datetime:
    return datetime.combine(day, time(hour), UTC).astimezone(zone)
