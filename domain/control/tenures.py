"""From turns to tenures: the times for which one state is reported, with every claim that tells of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from domain.control.claims import Claim, Held
from domain.control.order import Ordered
from domain.control.turns import Newest, Turn
from domain.values import edtf
from domain.values.interval import OPEN_START, Interval
from domain.values.terms import Manner


@dataclass(slots=True, eq=False)
class Tenure:
    """Turns to one state that follow each other with no other state between. Claims may vouch for later days than it
    lasted; they then challenge the next tenure.
    """

    turns: tuple[Turn, ...]
    claims: list[Claim]
    since: str
    """EDTF, local civil time."""
    manner: Manner | None

    @property
    def held(self) -> Held:
        return self.turns[0].held


def tenures(ordered: Ordered) -> list[Tenure]:
    """Of turns whose times are settled."""
    return [_tenure(tuple(run)) for _, run in groupby(ordered.turns, key=lambda turn: turn.held)]


def _tenure(turns: tuple[Turn, ...]) -> Tenure:
    claims = [claim for turn in turns for claim in turn.claims]
    return Tenure(turns, claims, edtf.write(turns[0].when, cut=turns[0].cut), _manner(claims))


def _manner(claims: Iterable[Claim]) -> Manner | None:
    """The manner that the dated changes agree on; DISPUTED where they do not; None where nobody saw it change."""
    reported = {claim.manner or Manner.UNKNOWN for claim in claims if claim.changed}
    known = reported - {Manner.UNKNOWN}
    if not known:
        return Manner.UNKNOWN if reported else None
    return known.pop() if len(known) == 1 else Manner.DISPUTED


def narrow(ordered: Ordered, silent: Newest) -> None:
    """Settles the times of the turns by their order: what came before cannot have come later, and what is known to
    come after another turn begins where that one had certainly passed. `silent` are the ends of words that do not
    count: they tell at least that nobody knew of the turn before.
    """
    _end_in_order(ordered.turns)
    before = None
    for turn in ordered.turns:
        if before and before.held != turn.held and ordered.is_known(before, turn):
            _begin_after(before, turn)
        else:
            _begin_freely(turn, silent)
        before = turn


def _end_in_order(turns: Sequence[Turn]) -> None:
    for after, turn in pairwise(reversed(turns)):
        if turn.when.end > after.when.end:
            turn.when = Interval(turn.when.start, after.when.end)


def _begin_after(before: Turn, turn: Turn) -> None:
    """A turn may have come on the day of the change before it: it is pending from the start of that one's window. The
    state before was certainly there at its last sight.
    """
    sight = before.last_sight_before(turn.when.end)
    turn.begins = max(turn.dated_from, before.when.start, sight)
    passed = max(before.when.end, sight)
    if turn.when.start < passed < turn.when.end:
        turn.when, turn.cut = Interval(passed, turn.when.end), True


def _begin_freely(turn: Turn, silent: Newest) -> None:
    turn.begins = turn.dated_from
    if turn.begins == OPEN_START:
        start, end = turn.when
        turn.begins = start if start > OPEN_START else silent.until(end, turn.held)
