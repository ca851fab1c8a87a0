"""A claim that numbers people: who crossed a border, or who came to harm."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from domain.events import CasualtiesReported, Event, PersonsCrossedBorder, content
from domain.events.references import id_of
from domain.gazetteer.place_tree import PlaceTree
from domain.values import edtf
from domain.values.counts import Count
from domain.values.interval import Interval, civil_days
from domain.values.number_range import NumberRange
from domain.values.terms import Admission, CasualtyKind, PersonGroup

NumbersPeople = PersonsCrossedBorder | CasualtiesReported


class Traits(NamedTuple):
    """What claims say about some people besides their number; an empty set where no claim says it."""

    origins: frozenset[str]
    destinations: frozenset[str]
    ways: frozenset[frozenset[str]]
    places: frozenset[str]
    groups: frozenset[PersonGroup]
    parties: frozenset[str]
    sides: frozenset[str]
    kinds: frozenset[CasualtyKind]
    sources: frozenset[str | None]
    ids: frozenset[str]
    disjoint_from: frozenset[str]

    @classmethod
    def from_claims(cls, claims: Collection["PeopleClaim"]) -> "Traits":
        def reported(name: str) -> frozenset[Any]:
            return frozenset(value for claim in claims if (value := getattr(claim, name)))

        return cls(
            reported("origin"),
            reported("destination"),
            reported("ways"),
            reported("place"),
            reported("group"),
            reported("party"),
            reported("side"),
            frozenset(kind for claim in claims for kind in claim.kinds),
            frozenset(claim.source for claim in claims),
            frozenset(id for claim in claims for id in claim.ids),
            frozenset(id for claim in claims for id in claim.disjoint_from),
        )

    @property
    def one_source(self) -> str | None:
        return next(iter(self.sources)) if len(self.sources) == 1 else None

    def scheme(self, tree: PlaceTree) -> frozenset[tuple[str | None, str]]:
        """By which kind of places they are reported, and in which country: districts, posts, one side of the border.

        The same people can be reported by several schemes: sums are made within one.
        """
        named = {place for way in self.ways for place in way} | self.places
        return frozenset((tree.kinds.get(place), tree.root(place)) for place in named)


@dataclass(frozen=True)
class PeopleClaim:
    """One standing claim. `ids` are those by which others may refer to it: its own and those of what it corrects.

    `side` is the belligerent side of `party`, or the party itself where it has none: two names of one side may mean the
    same people. Crossings have origin, destination and ways; casualties have a place and kinds, joint if several.
    """

    position: int
    id: str
    ids: frozenset[str]
    occurred: str
    count: Count
    incident: str | None = None
    part_of: str | None = None
    source: str | None = None
    party: str | None = None
    side: str | None = None
    group: PersonGroup | None = None
    denied: bool = False
    origin: str | None = None
    destination: str | None = None
    ways: frozenset[str] = frozenset()
    place: str | None = None
    kinds: frozenset[CasualtyKind] = frozenset()
    disjoint_from: frozenset[str] = frozenset()

    @property
    def bounds(self) -> NumberRange:
        return NumberRange(self.count.low, self.count.best, self.count.high)

    @property
    def when(self) -> Interval:
        return edtf.interval(self.occurred)

    @cached_property
    def traits(self) -> Traits:
        return Traits.from_claims((self,))


def people_claim(
    position: int, id: str, replaces: frozenset[str], event: NumbersPeople, sides: Mapping[str, str | None]
) -> PeopleClaim:
    """What the event with this id says; `replaces`: ids of the events that it corrects. `sides`: those of actors."""
    claim = PeopleClaim(
        position=position,
        id=id,
        ids=replaces | {id},
        occurred=event.occurred,
        count=event.count,
        incident=event.incident,
        part_of=event.part_of,
        source=event.source,
        party=event.party,
        side=event.party and (sides.get(event.party) or event.party),
    )
    if isinstance(event, CasualtiesReported):
        kinds, others = frozenset(event.kinds), frozenset(event.disjoint_from)
        return replace(claim, place=id_of(event.place), kinds=kinds, disjoint_from=others)
    return replace(
        claim,
        group=None if event.group is PersonGroup.UNKNOWN else event.group,
        denied=event.admission is Admission.DENIED,
        origin=id_of(event.origin),
        destination=id_of(event.destination),
        ways=frozenset(map(id_of, event.via)),
    )


def numbers_people(event: Event) -> bool:
    """Whether this is a claim of people, or a correction that brings one."""
    return isinstance(content(event), PersonsCrossedBorder | CasualtiesReported)


def in_reach(claims: Iterable[PeopleClaim], first: date, last: date) -> list[PeopleClaim]:
    """The claims that a sum over these civil days looks at: of what may have been on them, and of the same incidents.

    So an incident that two sources put on two days is one incident in a sum over either day.
    """
    known, window = list(claims), civil_days(first, last)
    near = {claim.position for claim in known if window.overlaps(claim.when)}
    incidents = {claim.incident for claim in known if claim.position in near} - {None}
    return [claim for claim in known if claim.position in near or claim.incident in incidents]
