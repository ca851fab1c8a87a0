"""A claim that numbers people: who crossed a border, or who came to harm."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from domain.events import CasualtiesReported, Event, PersonsCrossedBorder, content
from domain.events.references import id_of
from domain.events.voices import voice
from domain.gazetteer.place_tree import PlaceTree
from domain.values import edtf
from domain.values.counts import Count
from domain.values.interval import Interval, civil_days, hull
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
    voices: frozenset[str]
    ids: frozenset[str]
    disjoint_from: frozenset[str]

    @classmethod
    def from_claims(cls, claims: Collection["PeopleClaim"]) -> "Traits":
        def reported(name: str) -> frozenset[Any]:
            return frozenset([value for claim in claims if (value := getattr(claim, name))])

        return cls(
            reported("origin"),
            reported("destination"),
            reported("ways"),
            reported("place"),
            reported("group"),
            reported("party"),
            reported("side"),
            frozenset().union(*(claim.kinds for claim in claims)),
            frozenset([claim.voice for claim in claims]),
            frozenset().union(*(claim.ids for claim in claims)),
            frozenset().union(*(claim.disjoint_from for claim in claims)),
        )

    @property
    def one_voice(self) -> str | None:
        return next(iter(self.voices)) if len(self.voices) == 1 else None

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
    voice: str
    incident: str | None = None
    part_of: str | None = None
    copy_of: str | None = None
    """The id of the claim that this one repeats: the same voice at the same time."""
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
    repeats: tuple["PeopleClaim", ...] = ()
    """Claims that say the very same by the same voice; they add nothing."""

    @property
    def bounds(self) -> NumberRange:
        return NumberRange(self.count.low, self.count.best, self.count.high)

    @cached_property
    def when(self) -> Interval:
        return edtf.interval(self.occurred)

    @property
    def is_total(self) -> bool:
        """Whether it numbers everybody of a period (a/b over several days, no key), and not one happening in it."""
        several_days = self.when.first_day != self.when.last_day or self.when.first_day is None
        return self.incident is None and several_days and edtf.is_interval(self.occurred)

    @property
    def described(self) -> tuple[Any, ...]:
        """Who they are, apart from number, time and speaker: way, group, place and kind."""
        return (
            self.origin,
            self.destination,
            self.ways,
            self.place,
            self.group,
            self.party,
            self.kinds,
            self.denied,
        )

    @cached_property
    def traits(self) -> Traits:
        return Traits.from_claims((self,))


def people_claim(
    position: int,
    id: str,
    replaces: frozenset[str],
    event: NumbersPeople,
    sides: Mapping[str, str | None],
    publishers: Mapping[str, str | None],
) -> PeopleClaim:
    """What the event with this id says; `replaces`: ids of the events that it corrects.

    `sides`: those of actors. `publishers`: those of sources.
    """
    claim = PeopleClaim(
        position=position,
        id=id,
        ids=replaces | {id},
        occurred=event.occurred,
        count=event.count,
        voice=voice(next(iter(event.attribution), None), publishers.get(event.source or ""), event.source, position),
        incident=event.incident,
        part_of=event.part_of,
        copy_of=getattr(event, "copy_of", None),
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
    """The claims that a sum over these civil days looks at.

    They are those of what may have been on these days, of whatever lies in the period totals among them, and of the
    same incidents: what lies in a total but outside the days is taken off it, and an incident that two sources put on
    two days is one incident in a sum over either day.
    """
    known, window = list(claims), civil_days(first, last)
    totals = [claim.when for claim in known if claim.is_total and window.overlaps(claim.when)]
    window = hull([window, *totals])
    near = {claim.position for claim in known if window.overlaps(claim.when)}
    incidents = {claim.incident for claim in known if claim.position in near} - {None}
    return [claim for claim in known if claim.position in near or claim.incident in incidents]
