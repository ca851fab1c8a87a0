"""How many places each holder has, as bounds."""

from collections import Counter
from collections.abc import Iterable

import strawberry

from api.graphql.actor import Actor, actor
from api.graphql.context import Info
from api.graphql.counts import Count, between
from domain.state import State
from domain.vocabulary import Certainty, ControlLevel

Holding = tuple[str | None, ControlLevel]
_SURE = (Certainty.ESTABLISHED, Certainty.UNKNOWN)
"""Of a place that nobody says anything of, it is certain that nothing is known."""


@strawberry.type
class TallyRow:
    """The places of one holder at one level. `low` counts those that certainly are its, `high` those that may be as well.

    A place counts once in the `high` of every holder that it may be of, so the highs may add up to more than there are.
    """

    level: ControlLevel
    count: Count
    holder_id: strawberry.Private[str | None]
    position: strawberry.Private[int]

    @strawberry.field
    async def holder(self, info: Info) -> Actor | None:
        """Null: nobody is known to hold these places."""
        return await actor(info, self.position, self.holder_id)


@strawberry.type
class Tally:
    """All places of a kind that existed on the day, and who holds how many of them."""

    denominator: int
    rows: list[TallyRow]


def tally(states: Iterable[State], position: int) -> Tally:
    certain: Counter[Holding] = Counter()
    possible: Counter[Holding] = Counter()
    denominator = 0
    for state in states:
        denominator += 1
        possible.update(holdings(state))
        if state.certainty in _SURE:
            certain[state.holder, state.level] += 1
    rows = [
        TallyRow(level=level, count=between(certain[holder, level], high), holder_id=holder, position=position)
        for (holder, level), high in sorted(possible.items(), key=lambda item: (-item[1], item[0][0] or "", item[0][1]))
    ]
    return Tally(denominator=denominator, rows=rows)


def holdings(state: State) -> set[Holding]:
    """Every holder and level that the place may have."""
    held = {(state.holder, state.level)}
    return held if state.certainty in _SURE else held | {(a.holder, a.level) for a in state.alternatives}
