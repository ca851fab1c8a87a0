"""The least that incidents come to together: the largest sum over those of them that certainly share nobody."""

from collections.abc import Iterable, Mapping, Sequence, Set

Links = Mapping[int, Set[int]]
"""Which incidents may share people, by their numbers in a group, both ways."""
EXACT_MAX = 12
"""Up to so many incidents without a key, in one connected group, every combination is tried."""


def largest_distinct(least: Mapping[int, int], shares: Links, keyed: Set[int]) -> int:
    """`least` is the lower bound of each incident. Keyed incidents never share people with each other.

    Beyond EXACT_MAX the combination is built up from the largest incident down: no less certain, but perhaps less than
    could be had. It does not depend on the order of the incidents where their lower bounds differ.
    """
    counting = {incident for incident, number in least.items() if number}
    return sum(_of_connected(part, least, shares, keyed) for part in connected(counting, shares))


def connected(incidents: Set[int], shares: Links) -> list[Set[int]]:
    left = set(incidents)
    result: list[Set[int]] = []
    for start in sorted(incidents):
        if start in left:
            left.remove(start)
            part, queue = {start}, [start]
            while queue:
                near = shares.get(queue.pop(), frozenset()) & left
                left -= near
                part |= near
                queue += near
            result.append(part)
    return result


def _of_connected(part: Set[int], least: Mapping[int, int], shares: Links, keyed: Set[int]) -> int:
    unkeyed = sorted(part - keyed, key=lambda incident: (-least[incident], incident))
    fixed = part & keyed
    if len(unkeyed) <= EXACT_MAX:
        return _search(unkeyed, fixed, least, shares)
    chosen: set[int] = set()
    for incident in sorted(part, key=lambda incident: (-least[incident], incident)):
        if chosen.isdisjoint(shares.get(incident, frozenset())):
            chosen.add(incident)
    return max(_sum(chosen, least), _sum(fixed, least))


def _search(unkeyed: Sequence[int], keyed: Set[int], least: Mapping[int, int], shares: Links) -> int:
    if not unkeyed:
        return _sum(keyed, least)
    first, rest = unkeyed[0], unkeyed[1:]
    near = shares.get(first, frozenset())
    with_first = _search([other for other in rest if other not in near], keyed - near, least, shares)
    if not near & ({*rest} | keyed):
        return least[first] + with_first
    return max(least[first] + with_first, _search(rest, keyed, least, shares))


def _sum(incidents: Iterable[int], least: Mapping[int, int]) -> int:
    return sum(least[incident] for incident in incidents)
