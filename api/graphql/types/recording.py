"""When and by whom something was recorded, as far as the reader may see it: the one place that decides this."""

from datetime import datetime, time

from api.graphql.context import Info
from api.graphql.types.scalars import DateTime
from domain.values.access import WITHHELD, Act


def recorded_at(info: Info, moment: datetime) -> DateTime:
    """`moment`: UTC. For those who may not see it, the beginning of its day."""
    if info.context.caller.may(Act.SEE_MOMENTS):
        return DateTime(moment)
    return DateTime(datetime.combine(moment.date(), time.min, moment.tzinfo))


def recorded_by(info: Info, name: str) -> str:
    return name if info.context.caller.may(Act.SEE_WRITERS) else WITHHELD
