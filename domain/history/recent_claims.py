"""The claims about a place from shortly before where they changed, and the few older ones that still matter."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice
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
    """With at least so many claims between `since` and what changed; None where these are not a small part of all."""
    removed, added = _not_among(old, new), _not_among(new, old)
    times = spans([*new, *removed])
    first = min((min(c.span.start, times[c.position].start) for c in (*removed, *added)), default=datetime.max)
    since = _since(sorted(times.values()), first, context)
    if since is None:
        return None
    near_old, near_new = ([c for c in claims if times[c.position].start >= since] for claims in (old, new))
    if len(near_new) > PART_MAX * len(new):
        return None
    far = [(claim, times[claim.position]) for claim in new if times[claim.position].start < since]
    is_graded = len({grade(claim) for claim in chain(new, removed)}) > 1
    return RecentClaims(since, near_old, near_new, list(_still_mattering(far)), is_graded)


def _not_among(claims: Iterable[Claim], others: Iterable[Claim]) -> list[Claim]:
    at = {claim.position: claim for claim in others}
    # To compare two claims takes ten times as long as to see that they are the same object, as nearly all are.
    return [claim for claim in claims if (other := at.get(claim.position)) is not claim and other != claim]


PART_MAX = 0.4
"""Of all claims. Where more is to be folded, all is."""
_Timed = list[tuple[Claim, Interval]]


def _since(times: Sequence[Interval], changed: datetime, context: int) -> datetime | None:
    """The latest moment across which none of these times reaches, with so many between it and a change."""
    latest = bisect_left(times, (changed,)) - context
    found, reached = None, OPEN_START
    for start, end in islice(times, max(0, latest + 1)):
        if reached > OPEN_START and start >= reached:
            found = reached
        reached = max(reached, end)
    return found


def _still_mattering(far: _Timed) -> Iterator[Claim]:
    """Going back in time: of every voice and every holder what was claimed last, with all that is claimed of the same
    time, since that decides how it is heard; and every word for its speaker's own gain. Such a word may go on for long,
    so of who speaks like that, what it claimed last of every state.
    """
    known: set[object] = set()
    partisans = {claim.voice for claim, _ in far if claim.interest is Interest.OWN_GAIN}
    for together in reversed([*_at_once(far)]):
        words = without_repeats(together) if any(claim.copy_of is not None for claim in together) else together
        if not known.issuperset(chain(_keys(words, partisans), _speakers(together))):
            yield from together
            # The policy that counts the fewest: what it counts, all others do.
            counted = hear(words, Policy.MOST_RELIABLE).counted
            known.update(_keys(counted, partisans), _speakers(together))
        elif not partisans.isdisjoint(claim.voice for claim in together):
            yield from (c for c in together if words is not together or c.interest is Interest.OWN_GAIN)


def _keys(words: Iterable[Claim], partisans: Collection[str]) -> Iterator[object]:
    for claim in words:
        if claim.interest is not Interest.OWN_GAIN:
            yield "of", claim.voice, claim.held if claim.voice in partisans else None
            yield "for", claim.holder


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
