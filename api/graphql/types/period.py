"""Periods of days with one state."""

from datetime import date, timedelta

import strawberry

from api.graphql.connections import Connection, page_of_sequence, page_size
from api.graphql.context import Info
from api.graphql.types.held import Held, held_fields
from domain.control import state
from domain.values.coordinates import Coordinates
from service.asking import cursors


@strawberry.type
class Period(Held):
    """A period of days on which a place has one state."""

    from_: date | None = strawberry.field(name="from", description="The first day.")
    to: date | None = strawberry.field(description="The day after the last; null: it has not ended.")


async def periods_of(
    info: Info, place: str, at: Coordinates, days: tuple[date | None, date | None], first: int, after: str | None
) -> Connection[Period]:
    page_size(first)
    key = cursors.decode("history", after, (str,))
    history = await info.context.reading.histories.load((at, place)) or ()
    return page_of_sequence(
        [period for period in history if _touches(period, *days)],
        lambda period: period.start.isoformat(),
        first,
        key and key[0],
        lambda period: cursors.encode("history", period.start.isoformat()),
        lambda period: _period(period, at),
    )


def _touches(period: state.Period, first_day: date | None, last_day: date | None) -> bool:
    begins_in_time = last_day is None or period.start <= last_day
    return begins_in_time and (first_day is None or period.end is None or period.end > first_day)


def _period(period: state.Period, at: Coordinates) -> Period:
    last_day = date.max if period.end is None else period.end - timedelta(days=1)
    return Period(from_=period.start, to=period.end, **held_fields(period.state, at, last_day))
