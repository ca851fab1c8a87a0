"""From claims to incidents: which claims are about the same people, and which about a part of them."""

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
"""How deep parts of parts go; deeper ones stay inside the part that they belong to."""
Parts = Mapping[int, list[PeopleClaim]]
"""By the position of the whole."""


@dataclass(frozen=True)
class Incident:
    """The same people by all claims about them, in order of position, and the parts in which they were reported.

    `id` is the incident key that the claims share; where they share none, or it covers several groups of people, the id
    of the first claim. `keyed`: there is a key, so its author sets these people apart from all others.
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
        """The narrowest date that a claim gives, EDTF."""
        return min(self.claims, key=lambda claim: (claim.when.length, claim.occurred)).occurred


def incidents(claims: Iterable[PeopleClaim], tree: PlaceTree) -> list[Incident]:
    """Claims with one key are about the same people, unless direction, group, side, place or kind sets them apart.

    A claim without a key is an incident of its own: aggregation.py asks whether two of those may be one.
    """
    ordered = sorted(claims, key=lambda claim: claim.position)
    parts = _parts(ordered, tree)
    inside = {part.position for inside_whole in parts.values() for part in inside_whole}
    result = []
    for sharing in grouped((claim for claim in ordered if claim.position not in inside), _key).values():
        groups = components(sharing, lambda a, b: not people_distinct(a.traits, b.traits, tree))
        incident = sharing[0].incident if len(groups) == 1 else None
        result += [_incident(group, parts, tree, incident or group[0].id) for group in groups]
    return result


def _incident(group: Sequence[PeopleClaim], parts: Parts, tree: PlaceTree, id: str, depth: int = 0) -> Incident:
    reported_parts = [part for claim in group for part in parts.get(claim.position, ()) if depth < PARTS_DEEP_MAX]
    divided = components(reported_parts, lambda a, b: _may_be_one_part(a, b, tree))
    inner = tuple(_incident(part, parts, tree, part[0].id, depth + 1) for part in divided)
    return Incident(id, group[0].incident is not None, tuple(group), inner)


def _may_be_one_part(part: PeopleClaim, other: PeopleClaim, tree: PlaceTree) -> bool:
    """Whether two parts of a whole may be the same part reported twice."""
    if part.traits.scheme(tree) != other.traits.scheme(tree):
        return False
    if part.source == other.source and not (part.ways or part.place):
        return False  # a source that divides a whole in two parts means two
    return part.when.overlaps(other.when) and not distinct(part.traits, other.traits, tree)


def _parts(claims: Sequence[PeopleClaim], tree: PlaceTree) -> Parts:
    by_id = {id: claim for claim in claims for id in claim.ids}
    of_kinds = grouped((claim for claim in claims if claim.kinds and claim.incident), _key)
    wholes = {claim.position: whole for claim in claims if (whole := _whole(claim, of_kinds, by_id, tree))}
    parts: dict[int, list[PeopleClaim]] = defaultdict(list)
    for claim in claims:
        whole = wholes.get(claim.position)
        if whole and not _is_in_a_circle(claim, wholes):
            parts[whole.position].append(claim)
    return parts


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
        wider = (claim for claim in of_kinds.get(_key(part), ()) if part.kinds < claim.kinds)
        whole = max(wider, key=lambda claim: (len(claim.kinds), claim.id), default=None)
    if whole is None or whole is part or people_distinct(whole.traits, part.traits, tree):
        return None
    return whole


def _is_in_a_circle(claim: PeopleClaim, wholes: Mapping[int, PeopleClaim]) -> bool:
    """A correction may make two events parts of each other; then neither is."""
    seen = {claim.position}
    whole = wholes.get(claim.position)
    while whole:
        if whole.position in seen:
            return whole.position == claim.position
        seen.add(whole.position)
        whole = wholes.get(whole.position)
    return False


def _key(claim: PeopleClaim) -> Hashable:
    return claim.incident if claim.incident is not None else claim.position


def components(items: Iterable[T], linked: Callable[[T, T], bool]) -> list[list[T]]:
    """The connected components of the graph of links; each in the order given."""
    order = list(items)
    left, result = list(range(len(order))), []
    while left:
        group, queue = [], [left.pop(0)]
        while queue:
            group.append(queue[0])
            near = [i for i in left if linked(order[queue[0]], order[i])]
            reached = set(near)
            left = [i for i in left if i not in reached]
            queue = queue[1:] + near
        result.append([order[i] for i in sorted(group)])
    return result


def grouped(items: Iterable[T], key: Callable[[T], Hashable]) -> dict[Hashable, list[T]]:
    groups: dict[Hashable, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups
