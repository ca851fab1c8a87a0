"""A claim that numbers people: who crossed a border, or who came to harm."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from domain.events import CasualtiesReported, Event, PersonsCrossedBorder, content
from domain.events.voices import voice
from domain.gazetteer.place_tree import PlaceTree
from domain.values import edtf
from domain.values.interval import Interval, civil_days, hull
from domain.values.lazy import lazy
from domain.values.number_range import NumberRange
from domain.values.reported_number import ReportedNumber
from domain.values.terms import Admission, CasualtyKind, PersonGroup, Qualifier

_NONE: frozenset[Any] = frozenset()


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
    def from_claim(cls, claim: "PeopleClaim") -> "Traits":
        return cls(
            _just(claim.origin),
            _just(claim.destination),
            _just(claim.ways),
            _just(claim.place),
            _just(claim.group),
            _just(claim.party),
            _just(claim.side),
            claim.kinds,
            _just(claim.voice),
            claim.ids,
            claim.disjoint_from,
        )

    @classmethod
    def from_claims(cls, claims: Collection["PeopleClaim"]) -> "Traits":
        each = zip(*(claim.traits for claim in claims), strict=True)
        return cls._make(_NONE.union(*reported) for reported in each)

    @property
    def one_voice(self) -> str | None:
        return next(iter(self.voices)) if len(self.voices) == 1 else None

    def scheme(self, tree: PlaceTree) -> frozenset[tuple[str | None, str]]:
        """By which kind of places they are reported, and in which country: districts, posts, one side of the border.

        The same people can be reported by several schemes: sums are made within one.
        """
        named = {place for way in self.ways for place in way} | self.places
        return frozenset((tree.kinds.get(place), tree.root(place)) for place in named)


@lru_cache(maxsize=4_096)
def _just(value: Any) -> frozenset[Any]:
    return frozenset([value]) if value else _NONE


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
    count: ReportedNumber
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

    @lazy
    def bounds(self) -> NumberRange:
        return self.count.range

    @lazy
    def when(self) -> Interval:
        return edtf.interval(self.occurred)

    @property
    def is_total(self) -> bool:
        """Whether it numbers everybody of a period (a/b over several days, no key), and not one happening in it."""
        if self.incident is not None or not edtf.is_interval(self.occurred):
            return False
        return self.when.first_day != self.when.last_day or self.when.first_day is None

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

    @lazy
    def traits(self) -> Traits:
        return Traits.from_claim(self)


def people_claim(
    position: int,
    id: str,
    replaces: frozenset[str],
    said: Mapping[str, Any],
    sides: Mapping[str, str | None],
    publishers: Mapping[str, str | None],
) -> PeopleClaim:
    """The claim of the event with this id, from what it says in the interchange format.

    `replaces`: ids of the events that it corrects. `sides`: those of actors. `publishers`: those of sources.
    """
    party, source = said.get("party"), said.get("source")
    first_utterer = next(iter(said.get("attribution", ())), None)
    return PeopleClaim(
        position=position,
        id=id,
        ids=replaces | {id},
        occurred=said["occurred"],
        count=_number(said["count"]),
        voice=voice(first_utterer, publishers.get(source or ""), source, position),
        incident=said.get("incident"),
        part_of=said.get("partOf"),
        copy_of=said.get("copyOf"),
        party=party,
        side=party and (sides.get(party) or party),
        group=_GROUPS.get(said.get("group", "")),
        denied=said.get("admission") == Admission.DENIED,
        origin=said.get("origin"),
        destination=said.get("destination"),
        ways=frozenset(said.get("via", ())),
        place=said.get("place"),
        kinds=frozenset([_KINDS[kind] for kind in said.get("kinds", ())]),
        disjoint_from=frozenset(said.get("disjointFrom", ())),
    )


_GROUPS = {group.value: group for group in PersonGroup if group is not PersonGroup.UNKNOWN}
_KINDS = {kind.value: kind for kind in CasualtyKind}
_QUALIFIERS = {qualifier.value: qualifier for qualifier in Qualifier}


def _number(count: Mapping[str, Any]) -> ReportedNumber:
    return ReportedNumber(
        count.get("low"),
        count.get("best"),
        count.get("high"),
        _QUALIFIERS[count["qualifier"]],
        count.get("verbatim"),
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
