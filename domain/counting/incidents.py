"""From claims to incidents: which claims are about the same people, and which about a part of them."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from domain.counting.distinctness import distinct, people_distinct
from domain.counting.people_claims import PeopleClaim, Traits
from domain.counting.relations import components, grouped
from domain.counting.repeats import without_repeats
from domain.counting.unkeyed_claims import sharing_one_incident
from domain.gazetteer.place_tree import PlaceTree
from domain.values.interval import Interval, hull, shared
from domain.values.lazy import lazy

PARTS_DEEP_MAX = 20
"""How deep parts of parts go; deeper ones stay inside the part that they belong to."""
Parts = Mapping[int, list[PeopleClaim]]
"""By the position of the whole."""


@dataclass(frozen=True)
class Incident:
    """The same people by all claims about them, in order of position, and the parts in which they were reported.

    `id` is the incident key that the claims share; where they share none, or it covers several groups of people, the id
    of the first claim. `keyed`: there is a key, so its author sets these people apart from all others. `division`: by
    what the whole of this part was divided (districts, posts, groups, days). The same people can be divided in several
    ways, so parts are added within one division.
    """

    id: str
    keyed: bool
    claims: tuple[PeopleClaim, ...]
    parts: tuple["Incident", ...] = ()
    division: Hashable = None
    kept: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What has been worked out about it once."""

    @lazy
    def traits(self) -> Traits:
        return self.claims[0].traits if len(self.claims) == 1 else Traits.from_claims(self.claims)

    @lazy
    def when(self) -> Interval:
        return self.claims[0].when if len(self.claims) == 1 else shared([claim.when for claim in self.claims])

    @lazy
    def reach(self) -> Interval:
        """Its time and that of its parts, which may have been reported for other days."""
        return hull([self.when, *(part.reach for part in self.parts)]) if self.parts else self.when

    @lazy
    def is_total(self) -> bool:
        """A total over a period, which may hold other incidents."""
        return not self.keyed and all(claim.is_total for claim in self.claims)

    @property
    def merged(self) -> bool:
        """Whether several claims were taken to be about it though no key says so."""
        return len(self.claims) > 1 and not self.keyed

    @property
    def denied(self) -> bool:
        """Whether these people were not let across, by every claim about them."""
        return all(claim.denied for claim in self.claims)

    @property
    def positions(self) -> list[int]:
        """Of the claims about it as a whole, and of those that repeat one of them."""
        return sorted(said.position for claim in self.claims for said in (claim, *claim.repeats))

    @property
    def occurred(self) -> str:
        """The narrowest date that a claim gives, EDTF."""
        return min(self.claims, key=lambda claim: (claim.when.length, claim.occurred)).occurred


def incidents(claims: Iterable[PeopleClaim], tree: PlaceTree) -> list[Incident]:
    """Claims with one key are about the same people, unless direction, group, side, place or kind sets them apart.

    So are claims without a key that different voices make of one day and that agree in all of these.
    """
    ordered = without_repeats(claims)
    parts = _parts(ordered, tree)
    inside = {part.position for inside_whole in parts.values() for part in inside_whole}
    free = [claim for claim in ordered if claim.position not in inside]
    result = []
    for sharing in grouped((claim for claim in free if claim.incident is not None), _key).values():
        groups = _groups_of_people(sharing, tree)
        key = sharing[0].incident if len(groups) == 1 else None
        result += [_incident(group, parts, tree, key or group[0].id) for group in groups]
    for group in sharing_one_incident(claim for claim in free if claim.incident is None):
        result.append(_incident(group, parts, tree, group[0].id))
    return result


def _groups_of_people(sharing: Sequence[PeopleClaim], tree: PlaceTree) -> list[list[PeopleClaim]]:
    if len(sharing) == 1:
        return [list(sharing)]
    return components(sharing, lambda a, b: not people_distinct(a.traits, b.traits, tree))


def _incident(group: Sequence[PeopleClaim], parts: Parts, tree: PlaceTree, id: str, depth: int = 0) -> Incident:
    keyed = group[0].incident is not None
    reported = [part for claim in group for part in parts.get(claim.position, ()) if depth < PARTS_DEEP_MAX]
    if not reported:
        return Incident(id, keyed, tuple(group))
    division = _divisions(reported, tree)
    same = components(
        reported, lambda a, b: division[a.position] == division[b.position] and _may_be_one_part(a, b, tree)
    )
    inner = (
        replace(_incident(part, parts, tree, part[0].id, depth + 1), division=division[part[0].position])
        for part in same
    )
    return Incident(id, keyed, tuple(group), tuple(inner))


def _divisions(reported: Sequence[PeopleClaim], tree: PlaceTree) -> dict[int, Hashable]:
    """By what the author of each part divides the whole: kind of place, group, party, days."""
    divisions: dict[int, Hashable] = {}
    for parts in grouped(reported, lambda part: (part.voice, part.part_of, part.traits.scheme(tree))).values():
        scheme = parts[0].traits.scheme(tree)
        by_what = any(part.group for part in parts), any(part.party for part in parts)
        divisions |= {part.position: (scheme, by_what, part.when.is_period) for part in parts}
    return divisions


def _may_be_one_part(part: PeopleClaim, other: PeopleClaim, tree: PlaceTree) -> bool:
    """Whether two parts of one division may be the same part reported twice."""
    one_whole = part.part_of is not None and part.part_of == other.part_of
    if one_whole and part.voice == other.voice:
        return False  # a voice that divides a whole in two parts means two
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
