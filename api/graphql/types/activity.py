"""How much the log has to say about each day: the ticks under a timeline."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from api.graphql.context import Info
from api.graphql.types.column_limits import check_values
from api.graphql.types.column_scalars import ActivityColumns
from api.graphql.types.known_ids import known
from api.graphql.types.requested_days import in_order
from domain.history.steps import step_with
from domain.values.terms import Step
from store.read.activity import CLOCKS, claims_by_day


async def activity_of(
    info: Info, first: date | None, last: date | None, step: Step, within: str | None, position: int | None
) -> ActivityColumns:
    in_order(first, last)
    reading = info.context.reading
    at = reading.position(position)
    inside = await known(info, at, within)
    counts = await reading.ask(claims_by_day, first=first, last=last, within=inside, position=at)
    # Without a first day, weeks begin on a Monday and months on their first day, as the first day of the calendar did.
    sums = {clock: _by_step(counts[clock], first or date.min, step) for clock in CLOCKS}
    days = sorted({day for by_day in sums.values() for day in by_day})
    check_values(len(days), 1 + len(CLOCKS), "ask for fewer days, or a longer `step`")
    return ActivityColumns(
        {
            "date": [day.isoformat() for day in days],
            **{clock: [by_day.get(day, 0) for day in days] for clock, by_day in sums.items()},
        }
    )


def _by_step(counts: Mapping[date, int], first: date, step: Step) -> Counter[date]:
    sums: Counter[date] = Counter()
    for day, number in counts.items():
        sums[step_with(day, first, step)] += number
    return sums
