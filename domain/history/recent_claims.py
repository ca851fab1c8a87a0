"""The claims about a place from shortly before a change of what is reported, and the few older ones that still matter."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from domain.control.claims import Claim
from domain.control.policies import grade, hear
from domain.control.repeats import without_repeats
from domain.history.spans import spans
from domain.values.interval import OPEN_START, Interval
from domain.values.terms import Interest, Policy


class RecentClaims(NamedTuple):
    """`old` are those before the change about times after `since`, across which no claim reaches, and `new` those after
    it; `far` are some of the older ones, which are the same before and after. `is_graded`: whether the claims about
    the place have several grades.
    """

    since: datetime
    old: list[Claim]
    new: list[Claim]
    far: list[Claim]
    is_graded: bool


def recent_claims(old: Sequence[Claim], new: Sequence[Claim], context: int) -> RecentClaims | None:
    """With at least so many claims between `since` and what changed; None where there are not so many."""
    timed = [[(claim, own[claim.position]) for claim in claims] for claims in (old, new) for own in (spans(claims),)]
    changed = _changed(*timed)
    since = _since(sorted(span for _, span in chain(*timed)), changed, 2 * context)
    if since is None:
        return None
    near = [[claim for claim, span in claims if span.start >= since] for claims in timed]
    far = [(claim, span) for claim, span in timed[1] if span.start < since]
    is_graded = len({grade(claim) for claim in chain(old, new)}) > 1
    return RecentClaims(since, *near, list(_still_mattering(far)), is_graded)


_Timed = list[tuple[Claim, Interval]]


def _changed(old: _Timed, new: _Timed) -> datetime:
    """The beginning of the earliest time of which something else is claimed."""
    before, after = ({claim.position: (claim, span) for claim, span in claims} for claims in (old, new))
    differing = (p for p in before.keys() | after.keys() if before.get(p) != after.get(p))
    moments = (own[p][1].start for p in differing for own in (before, after) if p in own)
    return min(moments, default=datetime.max)


def _since(times: Sequence[Interval], changed: datetime, context: int) -> datetime | None:
    found, reached = None, OPEN_START
    unchanged = sum(1 for time in times if time.start < changed)
    for number, (start, end) in enumerate(times):
        if number > unchanged - context:
            break
        if reached > OPEN_START and start >= reached:
            found = reached
        reached = max(reached, end)
    return found


def _still_mattering(far: _Timed) -> Iterator[Claim]:
    """Going back in time: of every voice and every holder what was claimed last, with all that is claimed of the same
    time, since that decides how it is heard; and every word for its speaker's own gain.
    """
    known: set[object] = set()
    for together in reversed([*_at_once(far)]):
        words = without_repeats(together) if any(claim.copy_of is not None for claim in together) else together
        if not known.issuperset(chain(_keys(words), _speakers(together))):
            yield from together
            # The policy that counts the fewest: what it counts, all others do.
            known.update(_keys(hear(words, Policy.MOST_RELIABLE).counted), _speakers(together))
        elif any(claim.interest is Interest.OWN_GAIN for claim in together):
            yield from (c for c in together if words is not together or c.interest is Interest.OWN_GAIN)


def _keys(words: Iterable[Claim]) -> Iterator[object]:
    return (key for claim in words for key in (("word of", claim.voice), ("for", claim.holder)))


def _speakers(claims: Iterable[Claim]) -> Iterator[object]:
    """Also of copies, which are no words: a voice that speaks once may be left out (domain/control/repeats.py)."""
    return (("spoke", claim.voice) for claim in claims)


def _at_once(timed: _Timed) -> Iterator[list[Claim]]:
    """In groups of which none is about a time that another one is about, in order."""
    group: list[Claim] = []
    reached = OPEN_START
    for claim, (start, end) in sorted(timed, key=lambda pair: pair[1]):
        if group and start >= reached:
            yield group
            group = []
        group.append(claim)
        reached = max(reached, end)
    if group:
        yield group
