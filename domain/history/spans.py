"""The time that each of many claims is about: whoever looks at any of it must look at the claim."""

from collections.abc import Iterable, Iterator

from domain.control.claims import Claim
from domain.values.interval import Interval, hull


def spans(claims: Iterable[Claim]) -> dict[int, Interval]:
    """By position. A copy and what it repeats stand or fall together, so they are about the time of both."""
    claims = list(claims)
    result = {claim.position: claim.span for claim in claims}
    for group in _copied(claims):
        whole = hull([result[claim.position] for claim in group])
        result.update((claim.position, whole) for claim in group)
    return result


def _copied(claims: list[Claim]) -> Iterator[list[Claim]]:
    """Claims that are copies of each other, however far round."""
    if all(claim.copy_of is None for claim in claims):
        return
    root = {position: position for claim in claims for position in (claim.told[1], claim.copy_of or claim.told[1])}
    for claim in claims:
        if claim.copy_of is not None:
            root[_root(root, claim.told[1])] = _root(root, claim.copy_of)
    groups: dict[int, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(_root(root, claim.told[1]), []).append(claim)
    yield from (group for group in groups.values() if any(claim.copy_of is not None for claim in group))


def _root(root: dict[int, int], position: int) -> int:
    while root[position] != position:
        position = root[position]
    return position
