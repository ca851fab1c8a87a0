"""The turns of a place and their order by the rules of docs/resolution.md, slow and obvious: every order is tried.

It shares nothing with the fold that it judges. Moments are local civil time; an interval (lo, hi] is open at its
start.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby, pairwise

NEVER, FOREVER = datetime.min, datetime.max
RUN_MAX = 6
"""The most turns of a run, which overlap each other, of which every order is tried."""
INTERESTS = ["AGAINST_INTEREST", "NEUTRAL", "UNKNOWN", "OWN_GAIN"]


class TooManyOrders(Exception):
    """A place has more turns at one time than can be tried in every order."""


@dataclass(eq=False)
class Turn:
    """One passing of the place to a state, with the claims that tell of it."""

    held: tuple
    lo: datetime
    hi: datetime
    cut: bool = False  # whether lo is the end of something else
    told: datetime = NEVER  # the end of its window before the order cuts it
    begins: datetime = NEVER  # from when it may have come, given what came before it
    claims: list = field(default_factory=list)

    @property
    def losers(self):
        return {c.loser for c in self.claims if c.loser is not None}

    @property
    def sights(self):
        return [sight(c) for c in self.claims if not c.changed]

    def words(self, voice):
        return [c for c in sorted(self.claims, key=speech) if c.voice == voice]


def sight(claim):
    """A state seen on a day held at its end; of a longer date nobody knows the moment."""
    start, end = claim.observed
    return end if end - start <= timedelta(days=1) else start + timedelta(seconds=1)


def speech(claim):
    """The order in which one voice speaks: by time, and where two of its words end together as it told them."""
    return claim.observed.end, claim.told


def spoken(voice, claims):
    """The words of a voice in order: by time, but a change told later, on a date inside an earlier one, came later."""
    own = [c for c in claims if c.voice == voice]

    def until(claim):
        around = [c for c in own if c.held != claim.held and c.told < claim.told and c.observed.covers(claim.observed)]
        return max(c.observed.end for c in [claim, *(around if claim.changed else [])])

    return sorted(own, key=lambda c: (until(c), until(c) > c.observed.end, speech(c)))


def statements(voice, claims):
    """What a voice said, in runs of words for one state."""
    return [list(run) for _, run in groupby(spoken(voice, claims), key=lambda c: c.held)]


# Which claims count


def grade(claim):
    return claim.reliability or "F", claim.credibility or 6


def trust(claim, policy):
    return (0 if policy == "LATEST" else INTERESTS.index(claim.interest)), grade(claim)


def counted(claims, policy):
    if policy == "LATEST":
        return list(claims)
    counts = [c for c in claims if c.interest != "OWN_GAIN"]
    return best_graded(counts) if policy == "MOST_RELIABLE" else counts


def best_graded(claims):
    kept = []
    for claim in sorted(claims, key=grade):
        opposed = [k for k in kept if grade(k) < grade(claim) and k.holder != claim.holder]
        if not any(vouched(k).overlaps(vouched(claim)) for k in opposed):
            kept.append(claim)
    return [c for c in claims if c in kept]


def vouched(claim):
    return claim.observed if claim.window.is_open else claim.window


# Turns


def window(claim, claims):
    """When it says that the place turned: a single sight, after the newest earlier word that says otherwise."""
    if claim.changed or not claim.window.is_open:
        return *claim.window, False
    others = [c for c in claims if c.held != claim.held]
    ends = [c.observed.end for c in others if c.observed.end <= claim.observed.start]
    ends += [sight(c) for c in others if not c.changed and sight(c) < sight(claim)]
    before = preceding(claim, claims)
    starts = []
    if before and before.observed.overlaps(claim.observed):
        (ends if before.observed.end < claim.observed.end else starts).append(
            before.observed[before.observed.end < claim.observed.end]
        )
    lo = max(ends + starts, default=NEVER)
    return lo, claim.window.end, lo in ends


def preceding(claim, claims):
    """The last word of its voice for another state before it."""
    said = statements(claim.voice, claims)
    number = next(n for n, run in enumerate(said) if claim in run)
    return said[number - 1][-1] if number else None


def turns(claims):
    """Claims for one state whose windows overlap tell of one turn, unless their own voice said otherwise between."""
    made = []
    windows = {id(c): window(c, claims) for c in claims}
    for claim in sorted(claims, key=lambda c: (c.window.end, windows[id(c)][0], c.told)):
        lo, hi, cut = windows[id(claim)]
        same = [t for t in made if t.held == claim.held]
        turn = same[-1] if same and lo < same[-1].hi and not apart(same[-1], claim, claims) else None
        if turn is None:
            turn = Turn(claim.held, lo, hi, cut)
            made.append(turn)
        if lo >= turn.lo:
            turn.lo, turn.cut = lo, cut and (turn.cut or lo > turn.lo)
        turn.claims.append(claim)
    return made


def apart(turn, claim, claims):
    said = statements(claim.voice, claims)
    number = next(n for n, run in enumerate(said) if claim in run)
    if any(c not in said[number] for c in turn.words(claim.voice)):
        return True
    before = preceding(claim, claims)
    return before is not None and turn.hi <= before.observed.start


# Before


def time_(x, y):
    return x.hi <= y.lo


def seen(x, y):
    """x was still seen inside the window of y; or y is a state clearly seen after a change to x inside its window."""
    if x.lo <= y.lo and any(y.lo < s < y.hi for s in x.sights):
        return True
    clearly = any(not c.changed and x.hi <= c.observed.start for c in y.claims)
    return clearly and y.lo < x.hi and x.lo < y.hi


def own(x, y):
    """Every voice that tells of both, of equal or nested dates, told of x first, or saw it within the change to y."""
    pairs = [(x.words(v)[0], y.words(v)[0]) for v in {c.voice for c in x.claims} & {c.voice for c in y.claims}]
    pairs = [(a, b) for a, b in pairs if a.observed.covers(b.observed) or b.observed.covers(a.observed)]
    return bool(pairs) and all(spoke_before(a, b) for a, b in pairs)


def spoke_before(a, b):
    if not a.changed and not b.changed and sight(a) != sight(b):
        return sight(a) < sight(b)
    for seen_, change in ((a, b), (b, a)):
        if not seen_.changed and change.changed and change.window.start < sight(seen_) < change.window.end:
            return seen_ is a
    return a.told < b.told


def loser(x, y):
    """y is told to be a loss of x's holder, or a regaining from somebody who is not named."""
    regained = any(c.regained for c in y.claims)
    return x.held[0] in y.losers or (regained and not y.losers and x.held[0] != y.held[0])


def kinds(made):
    """For every two turns the strongest reason for the first to come before the second, by what is told of them."""
    reasons = {"TIME": time_, "SEEN": seen, "LOSER": loser, "OWN": own}
    pairs = [(x, y) for x in made for y in made if x is not y]
    strongest = {(x, y): next((kind for kind in reasons if reasons[kind](x, y)), "OPEN") for x, y in pairs}
    # Where one was seen within the time of the other, that says more than that it ended before.
    return {pair: ("SEEN" if seen(*pair) else kind, kind) for pair, kind in strongest.items()}


def broken(order):
    """How many reasons an order breaks: seen, loser, own; None where it breaks time."""
    pairs = [(x, y) for i, x in enumerate(order) for y in order[i + 1 :]]
    if any(time_(y, x) for x, y in pairs):
        return None
    others = [(x, y) for x, y in pairs if x.held != y.held]
    losers = 0
    for i, turn in enumerate(order):
        able = [t for t in order if t is not turn and not time_(turn, t)]
        if turn.losers:
            lost_before = i and order[i - 1].held[0] in turn.losers
            losers += not lost_before and any(t.held[0] in turn.losers for t in able)
        if not i and any(c.regained for c in turn.claims):
            losers += any(t.held[0] != turn.held[0] for t in able)
    return sum(seen(y, x) for x, y in others), losers, sum(own(y, x) for x, y in others)


def orders(made):
    """All that break no reason of time."""
    if not made:
        yield []
    for first in made:
        if not any(time_(other, first) for other in made):
            yield from ([first, *rest] for rest in orders([turn for turn in made if turn is not first]))


def longest_run(made):
    """Of turns that overlap, one with the next: the number of turns."""
    longest = length = 0
    reached = NEVER
    for turn in sorted(made, key=lambda t: (t.lo, t.hi)):
        length = length + 1 if turn.lo < reached else 1
        reached = max(reached, turn.hi)
        longest = max(longest, length)
    return longest


def last_resort(turn):
    return turn.hi, turn.lo, min(c.order for c in turn.claims)


def in_order(made):
    """The order that breaks the fewest reasons, and the pairs that stand so in every such order."""
    made = sorted(made, key=last_resort)
    if longest_run(made) > RUN_MAX:
        raise TooManyOrders
    priced = [(count, order) for order in orders(made) if (count := broken(order)) is not None]
    best = [order for count, order in priced if count == min(c for c, _ in priced)]
    known = {(x, y) for x in made for y in made if x is not y and all(o.index(x) < o.index(y) for o in best)}
    return list(best[0]), known


def narrow(order, known, silent):
    """What came before cannot have come later; what is known to come after begins where the other was last."""
    for turn in order:
        turn.told = turn.hi
    for x, y in reversed(list(pairwise(order))):
        x.hi = min(x.hi, y.hi)
    for i, y in enumerate(order):
        dated = [c.window.start for c in y.claims if not c.window.is_open]
        x = order[i - 1] if i else None
        if x and x.held != y.held and (x, y) in known:
            last = max([s for s in x.sights if s < y.hi], default=NEVER)
            y.begins = max([*dated, x.lo, last])
            if y.lo < max(x.hi, last) < y.hi:
                y.lo, y.cut = max(x.hi, last), True
        else:
            heard = [c.observed.end for c in silent if c.held != y.held and c.observed.end <= y.hi]
            y.begins = max(dated or ([y.lo] if y.lo > NEVER else heard), default=NEVER)
