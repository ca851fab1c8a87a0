"""From claims to happenings: which claims tell of the same people, and which of a part of them."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from domain.counting.distinctness import distinct, people_distinct
from domain.counting.people_claims import PeopleClaim, Traits
from domain.gazetteer.place_tree import PlaceTree
from domain.values.interval import Interval, shared

T = TypeVar("T")
PARTS_DEEP_MAX = 20
"""Parts of parts of parts: those below this depth are left inside the part that they belong to."""
Parts = Mapping[int, list[PeopleClaim]]
"""By the position of the whole."""


@dataclass(frozen=True)
class Incident:
    """The same people by all claims about them, in order of position, and the parts that they were told in.

    `id` is the incident that the claims share; where they share none, or it holds several groups of people, that of
    the first claim. `keyed`: there is an incident, so whoever recorded it tells it from all others.
    """

    id: str
    keyed: bool
    claims: tuple[PeopleClaim, ...]
    parts: tuple["Incident", ...] = ()

    @cached_property
    def traits(self) -> Traits:
        return Traits.from_claims(self.claims)

    @cached_property
    def when(self) -> Interval:
        return shared([claim.when for claim in self.claims])

    @property
    def occurred(self) -> str:
        """The narrowest date by which it is told, EDTF."""
        return min(self.claims, key=lambda claim: (claim.when.length, claim.occurred)).occurred


def incidents(claims: Iterable[PeopleClaim], tree: PlaceTree) -> list[Incident]:
    """Claims of one incident tell of the same people, unless direction, group, side, place or kind set them apart.

    A claim without an incident is a happening of its own: aggregation.py asks whether two such may be one.
    """
    told = sorted(claims, key=lambda claim: claim.position)
    parts = _parts(told, tree)
    inside = {part.position for of_one in parts.values() for part in of_one}
    found = []
    for sharing in grouped((one for one in told if one.position not in inside), _key).values():
        groups = components(sharing, lambda a, b: not people_distinct(a.traits, b.traits, tree))
        incident = sharing[0].incident if len(groups) == 1 else None
        found += [_happening(group, parts, tree, incident or group[0].id) for group in groups]
    return found


def _happening(group: Sequence[PeopleClaim], parts: Parts, tree: PlaceTree, id: str, depth: int = 0) -> Incident:
    told_in = [part for claim in group for part in parts.get(claim.position, ()) if depth < PARTS_DEEP_MAX]
    divided = components(told_in, lambda a, b: _one_part(a, b, tree))
    inner = tuple(_happening(part, parts, tree, part[0].id, depth + 1) for part in divided)
    return Incident(id, group[0].incident is not None, tuple(group), inner)


def _one_part(one: PeopleClaim, other: PeopleClaim, tree: PlaceTree) -> bool:
    """Whether two parts of a whole may be the same part told twice."""
    mine, others = one.traits, other.traits
    if mine.scheme(tree) != others.scheme(tree):
        return False
    if one.source == other.source and not (one.ways or one.place):
        return False  # who divides a whole in two parts means two
    return one.when.overlaps(other.when) and not distinct(mine, others, tree)


def _parts(told: Sequence[PeopleClaim], tree: PlaceTree) -> Parts:
    by_id = {id: claim for claim in told for id in claim.ids}
    of_kinds = grouped((one for one in told if one.kinds and one.incident), _key)
    wholes = {one.position: whole for one in told if (whole := _whole(one, of_kinds, by_id, tree))}
    found: dict[int, list[PeopleClaim]] = defaultdict(list)
    for one in told:
        whole = wholes.get(one.position)
        if whole and not _comes_back(one, wholes):
            found[whole.position].append(one)
    return found


def _whole(
    part: PeopleClaim,
    of_kinds: Mapping[Hashable, list[PeopleClaim]],
    by_id: Mapping[str, PeopleClaim],
    tree: PlaceTree,
) -> PeopleClaim | None:
    """The claim that this one says it is a part of; else one of its incident with more kinds."""
    whole = by_id.get(part.part_of or "")
    if whole is None:
        # The killed of an incident are among its killed and wounded.
        wider = (one for one in of_kinds.get(_key(part), ()) if part.kinds < one.kinds)
        whole = max(wider, key=lambda one: (len(one.kinds), one.id), default=None)
    if whole is None or whole is part or people_distinct(whole.traits, part.traits, tree):
        return None
    return whole


def _comes_back(one: PeopleClaim, wholes: Mapping[int, PeopleClaim]) -> bool:
    """A correction may make two events parts of each other; then neither is."""
    seen = {one.position}
    at = wholes.get(one.position)
    while at:
        if at.position in seen:
            return at.position == one.position
        seen.add(at.position)
        at = wholes.get(at.position)
    return False


def _key(claim: PeopleClaim) -> Hashable:
    return claim.incident if claim.incident is not None else claim.position


def components(things: Iterable[T], linked: Callable[[T, T], bool]) -> list[list[T]]:
    """The things that hang together by links, directly or by way of others; each group in the order given."""
    order = list(things)
    left, found = list(range(len(order))), []
    while left:
        group, queue = [], [left.pop(0)]
        while queue:
            group.append(queue[0])
            near = [i for i in left if linked(order[queue[0]], order[i])]
            reached = set(near)
            left = [i for i in left if i not in reached]
            queue = queue[1:] + near
        found.append([order[i] for i in sorted(group)])
    return found


def grouped(things: Iterable[T], key: Callable[[T], Hashable]) -> dict[Hashable, list[T]]:
    found: dict[Hashable, list[T]] = defaultdict(list)
    for one in things:
        found[key(one)].append(one)
    return found
