"""A sum of people written from DESIGN section 4 alone: slow, obvious, and nothing taken from domain/counting.

It judges the real one on random logs. Every combination of happenings is tried.
"""

from collections.abc import Collection
from itertools import combinations

from tests.reference.happenings import (
    INFINITY,
    INSIDE,
    WORD,
    Asked,
    Happening,
    Number,
    Telling,
    division,
    grouped_tellings,
    happenings,
    lies,
    may_share,
    other_people,
    other_way,
    union,
)


def naive_sum(log: list[Telling], asked: Asked) -> tuple[int, int] | None:
    """The least and the most (INFINITY is open). None: nothing was told."""
    everything = happenings(log)
    touched = [one for one in everything if _count(one, asked)]
    if not touched:
        return None
    holds = _holds(everything)
    silent = [total for total in touched if _is_wordless(total) and any(one in touched for one in holds.get(total, ()))]
    least = {
        one: 0 if lies(one, asked) == "all" and _in_dispute(one, holds) else _count(one, asked)[0] for one in touched
    }
    held = {one for total in touched if total not in silent for one in holds.get(total, ())}
    most = sum(_most(one, asked, holds) for one in touched if one not in held and one not in silent)
    low = _largest_apart({one: least[one] for one in touched if one not in silent})
    return low, min(max(most, low), INFINITY)


def _is_wordless(one: Happening) -> bool:
    return all(telling.number == WORD for telling in one.tellings) and not one.parts


def _whole(one: Happening) -> tuple[int, int]:
    """The statements of its number, reconciled; and at least its parts."""
    low, high = _reconciled(_statements(one))
    parts = _sum_of_parts(one.parts)
    return (low, parts) if parts > high else (max(low, parts), high)  # more than the whole: disputed


def _statements(one: Happening) -> list[Number]:
    """What is told by districts, or by posts, of ways that nobody takes both is one statement: their sum."""
    statements: list[Number] = []
    for places in {len(INSIDE.get(telling.way or "", ())) for telling in one.tellings}:
        told = [telling for telling in one.tellings if len(INSIDE.get(telling.way or "", ())) == places]
        ways = grouped_tellings(told, lambda a, b: not other_way(a, b) and not other_people(a, b))
        statements += (
            [_added([[telling.number for telling in way] for way in ways])]
            if len(ways) > 1
            else [t.number for t in told]
        )
    return statements


def _added(ways: list[list[Number]]) -> Number:
    sums = [_reconciled(numbers) for numbers in ways]
    bests = [_best(numbers) for numbers in ways]
    best = None if None in bests else sum(number or 0 for number in bests)
    low, high = sum(low for low, _ in sums), sum(high for _, high in sums)
    given = low > 0 or any(number[0] is not None for numbers in ways for number in numbers)
    return low if given else None, best, None if high >= INFINITY else high


def _best(numbers: list[Number]) -> int | None:
    """The one best of several numbers, if it fits them all."""
    bests = {number[1] for number in numbers} - {None}
    low, high = _reconciled(numbers)
    best = bests.pop() if len(bests) == 1 else None
    return best if best is not None and low <= best <= high and low <= high else None


def _reconciled(numbers: list[Number]) -> tuple[int, int]:
    """Intersected where they agree, else the hull of the largest agreeing sets."""
    bounds = [_bounds(number) for number in numbers]
    spans = [(number[1], number[1]) if _lone_best(number) else _bounds(number) for number in numbers]
    low, high = max(low for low, _ in bounds), min(high for _, high in bounds)
    if max(low for low, _ in spans) > min(high for _, high in spans):
        agreeing = [[s for s in spans if s[0] <= at <= s[1]] for at in {n for span in spans for n in span}]
        largest = [some for some in agreeing if not any(set(some) < set(more) for more in agreeing)]
        low, high = min(max(s[0] for s in some) for some in largest), max(min(s[1] for s in some) for some in largest)
    return low, high


def _lone_best(number: Number) -> bool:
    return number[0] is None and number[1] is not None and number[2] is None


def _bounds(number: Number) -> tuple[int, int]:
    return number[0] or 0, INFINITY if number[2] is None else number[2]


def _sum_of_parts(parts: Collection[Happening], bound: int = 0) -> int:
    """The least that parts come to by any division, or with bound 1 the most."""
    sums = [
        (sum(_whole(part)[0] for part in some), sum(_whole(part)[1] for part in some))
        for by_what in {division(part) for part in parts}
        if (some := [part for part in parts if division(part) == by_what])
    ]
    return max((bounds[bound] for bounds in sums), default=0)


def _count(one: Happening, asked: Asked) -> tuple[int, int] | None:
    """In the question: at least the parts there, at most the whole without the parts elsewhere; None: nobody."""
    low, high = _whole(one)
    if (where := lies(one, asked)) == "all":
        return low, high
    inside = [part for part in one.parts if lies(part, asked) != "nothing"]
    if not inside and (where == "nothing" or _is_covered(one)):
        return None
    certain = [part for part in inside if lies(part, asked) == "all"]
    low = _sum_of_parts(certain)
    whole = _whole(Happening(one.tellings))[1]
    high = max(whole - _elsewhere(one, asked), low) if whole < INFINITY else INFINITY
    return low, _sum_of_parts(inside, bound=1) if where == "nothing" else high


def _is_covered(one: Happening) -> bool:
    """Parts that add up to their whole cover it; and estimates do, of one telling of an estimate (UCDP's sides)."""
    told = ({telling.number for telling in part.tellings} - {WORD} for part in one.parts)
    numbers = [list(number) for number in told if len(number) == 1]
    estimates = [only for [only] in numbers if _lone_best(only)]
    best, high = one.tellings[0].number[1:]
    adds_up = len(estimates) == len(one.parts) and sum(number[1] or 0 for number in estimates) == best
    whole = _reconciled(_statements(one))[1]
    exact = _sum_of_parts(one.parts) >= whole
    return bool(one.parts) and whole < INFINITY and (exact or (adds_up and len(one.tellings) == 1 and high is not None))


def _elsewhere(one: Happening, asked: Asked) -> int:
    return _sum_of_parts([part for part in one.parts if lies(part, asked) == "nothing"])


def _holds(everything: list[Happening]) -> dict[Happening, list[Happening]]:
    """What the total over a period holds: no wider in who and where, within its time, and no more than it."""
    holds: dict[Happening, list[Happening]] = {}
    could = {total: [one for one in everything if _could_hold(total, one)] for total in everything if total.is_total}
    for total in sorted(could, key=lambda total: len(could[total])):
        together = _largest_apart({one: 0 if _in_dispute(one, holds) else _whole(one)[0] for one in could[total]})
        if could[total] and together <= _whole(total)[1]:
            holds[total] = could[total]
    return holds


def _could_hold(total: Happening, one: Happening) -> bool:
    mine, others = total.tellings[0], [one.known(field) for field in ("way", "group")]
    within = total.days[0] <= one.days[0] and one.days[1] <= total.days[1]
    ways = not mine.way or (others[0] and all(mine.way in INSIDE[way] for way in others[0]))
    groups = not mine.group or (others[1] and others[1] == {mine.group})
    return bool(may_share(total, one) and within and ways and groups and union(one) <= mine.kinds)


def _most_in(total: Happening, holds: dict[Happening, list[Happening]]) -> int:
    """At most so many are in what a total holds."""
    told = [one for one in holds[total] if not (_is_wordless(one) and holds.get(one))]
    inner = {x for one in told for x in holds.get(one, ())}
    return min(sum(_high_of(one, holds) for one in told if one not in inner), INFINITY)


def _high_of(one: Happening, holds: dict[Happening, list[Happening]]) -> int:
    numbers = {telling.number for telling in one.tellings} - {WORD}
    if one in holds and not _sum_of_parts(one.parts) and len(numbers) == 1 and _lone_best(number := numbers.pop()):
        most = _most_in(one, holds)  # a lone best is both its bounds
        return most if most >= INFINITY else max(number[1] or 0, most)
    return _whole(one)[1]


def _in_dispute(one: Happening, holds: dict[Happening, list[Happening]]) -> bool:
    """A total that says more than what it holds comes to: the happenings keep the low."""
    return one in holds and _whole(one)[0] > _most_in(one, holds)


def _most(one: Happening, asked: Asked, holds: dict[Happening, list[Happening]]) -> int:
    """What certainly lies outside the question is taken off the high of a total."""
    count = _count(one, asked)
    if not count or one not in holds:
        return count[1] if count else 0
    high = _high_of(one, holds)
    if high >= INFINITY or lies(one, asked) == "all":
        return high
    outside = {held: _least_outside(held, asked, holds) for held in holds[one]}
    return min(count[1], max(high - _largest_apart(outside), count[0]))


def _least_outside(one: Happening, asked: Asked, holds: dict[Happening, list[Happening]]) -> int:
    if not _count(one, asked):
        return 0 if _in_dispute(one, holds) else _whole(one)[0]
    return 0 if lies(one, asked) == "all" else _elsewhere(one, asked)


def _largest_apart(least: dict[Happening, int]) -> int:
    """The largest sum of happenings of which no two may share anybody; every combination is tried."""
    some = [one for one, low in least.items() if low]
    sums = [
        sum(least[one] for one in chosen)
        for size in range(len(some) + 1)
        for chosen in combinations(some, size)
        if not any(may_share(a, b) for a, b in combinations(chosen, 2))
    ]
    return max(sums)
