"""What the work behind a field costs beside the fields of its answer, in units of a hundredth of a millisecond of
processor time: benchmarks/question_costs.py measures it.

Maps of places (map_prices.py) are read once for a whole query where they are asked for at the same coordinates, and
cost once, whatever the number of aliases.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from api import limits
from api.graphql.guard.asked import At, coordinates, coordinates_of, number_of_steps, period
from api.graphql.guard.dry_run_price import dry_run_cost
from api.graphql.guard.given import Given
from api.graphql.guard.map_prices import STORED_HISTORY, MapPrices
from api.graphql.guard.price_terms import NOTHING, DiffPart, Map, Priced
from domain.control.aspects import Aspect
from domain.events import CasualtiesReported, PersonsCrossedBorder
from domain.values.terms import PlaceKind
from service.asking import tokens
from service.asking.refusals import ClientError
from store.read.folds import BELIEF_COST, HISTORY_COST, PLACE_COST
from store.read.log_sizes import LogSizes

DAY_COUNTED = 8
"""A day of a series: the tally of its places."""
PERSON_CLAIM = 6
"""A claim that numbers people, in a sum of them."""
PERSON_CLAIM_BROKEN_DOWN = 3
"""The same in a sum by day, by place and so on."""
REPORT = 4
"""A report of a published series."""
PLACE_LISTED = 1
OUTLINE_GIVEN = 5
"""A place of the gazetteer in columns, and its outline."""
EVENT_DATED = 0.1
EVENT_COUNTED = 0.2
"""An event of the log, where the days of all claims are looked through, and where they are counted by day."""
DAY_WITH_CLAIMS = 0.7
DAYS_WITH_CLAIMS_MAX = 20_000
"""A day for which claims are counted, on one clock: two for each event at most, and on all clocks so many."""
TOTAL_COMPARED = 1
"""A place beside a total that somebody stated."""
PROOF = 60
"""A proof, or a root: up to a thousand stored hashes are read, and as many made. Each counts by itself."""
NAMES_SEARCHED = 4_000
NAME_SEARCHED = 0.1
"""A search for a name, and each place that has one. The first after a change reads them all, and is so costly that no
question about names may be asked where others wait for it."""
ONE_PLACE_DIFFERS_IN = 50
"""So many places, as a diff is taken to show."""


class Prices:
    """Of one query. Keeps in mind what it has been charged for."""

    def __init__(self, sizes: LogSizes):
        self._sizes = sizes
        self._reads = MapPrices(sizes)
        self._folded_besides = 0
        self._has_bounds = False

    @property
    def folded(self) -> int:
        """What was charged for folding."""
        return self._reads.folded + self._folded_besides

    def price(self, owner: str, name: str, given: Given, below: frozenset[Map]) -> Priced:
        """The price of a field of the type `owner`, under which these maps are read."""
        if owner in ("Query", "Subscription"):
            price = _ROOTS.get(name)
            return price(self, given, below) if price else Priced(maps=below)
        if owner == "Mutation":
            return Priced(units=dry_run_cost(given, self._sizes))
        if maps := _OF_SNAPSHOTS.get((owner, name)):
            return Priced(maps=maps(given, below))
        if name in _PROVED:
            return Priced(units=PROOF, maps=below)
        if owner == "Log":
            return Priced(once=self._of_log(name), maps=below)
        if owner == "Place" and name in _OF_A_PLACE:
            return self._of_a_place(_OF_A_PLACE[name], coordinates(given), 1 + len(below))
        if (owner, name) in _BREAKDOWNS:
            everybody = sum(sum(years.values()) for years in self._sizes.people.values())
            return Priced(once=PERSON_CLAIM_BROKEN_DOWN * everybody)
        return Priced(maps=below)

    def items(self, owner: str, name: str) -> int | None:
        """How many items a list has that the sizes of the log tell of; None for any other."""
        match owner, name:
            case "Log", "countries":
                return self._sizes.places_in(None, PlaceKind.COUNTRY)
            case "Diff", "places":
                return max(limits.LIST_ITEMS_ASSUMED, self._sizes.places_in(None, None) // ONE_PLACE_DIFFERS_IN)
        return None

    def _of_log(self, name: str) -> int:
        if name == "kinds":
            return PLACE_LISTED * self._sizes.places_in(None, None)
        if name not in _BOUNDS or self._has_bounds:
            return 0
        self._has_bounds = True
        return round(EVENT_DATED * self._sizes.position)

    def _as_of(self, given: Given, below: frozenset[Map]) -> Priced:
        return Priced(once=self._reads.maps(coordinates(given), below))

    def _snapshot(self, given: Given, below: frozenset[Map]) -> Priced:
        return Priced(once=self._at_token(given.word("token"), below))

    def _nodes(self, given: Given, below: frozenset[Map]) -> Priced:
        ids = given("id") or given("ids")
        listed = ids if isinstance(ids, list) else [ids]
        return Priced(once=sum(self._at_token(id, below) for id in listed))

    def _at_token(self, id: Any, below: frozenset[Map]) -> int:
        """What is asked of a snapshot, or of the state of a place in one. Any other id costs nothing by itself."""
        try:
            found = tokens.decode_seen(id) if isinstance(id, str) else None
        except ClientError:
            return 0  # it will be refused
        if found is None:
            return 0
        at, place = found
        maps = below if place is None else {map._replace(place=place) for map in below | {Map()}}
        return self._reads.maps(At(str(at.date), at.known_at, at.position, at.policy.value), maps)

    def _diff(self, given: Given, below: frozenset[Map]) -> Priced:
        first, second = coordinates_of(given("from")), coordinates_of(given("to"))
        of = {part: [map._replace(part=None) for map in below if map.part == part] for part in DiffPart}
        places = [map._replace(within=given.word("within"), kind=given.word("kind")) for map in of[DiffPart.PLACES]]
        return Priced(
            once=self._reads.maps(first, of[DiffPart.FROM])
            + self._reads.maps(second, of[DiffPart.TO])
            + self._differences(first, second, places)
        )

    def _differences(self, first: At, second: At, maps: Sequence[Map]) -> int:
        if first._replace(known=None) == second._replace(known=None):
            return self._reads.learned(first, second, maps)
        corner = first._replace(date=second.date)
        return sum(self._reads.maps(at, maps) for at in (first, corner, second))

    def _histories(self, given: Given, below: frozenset[Map]) -> Priced:
        lasting = [map._replace(lasting=True) for map in _states(*Aspect)(given, below)]
        once = self._reads.maps(coordinates(given)._replace(date=None), lasting)
        return Priced(units=DAY_COUNTED * number_of_steps(given), once=once)

    def _period_rows(self, given: Given, below: frozenset[Map]) -> Priced:
        everything = Map(given.word("within"), given.word("kind"), lasting=True)
        return Priced(once=self._reads.maps(coordinates(given)._replace(date=None), [everything]))

    def _beliefs(self, given: Given, below: frozenset[Map]) -> Priced:
        """Each belief is one of another moment: what is asked of its state is folded for each."""
        claims = self._sizes.claims_of(given.word("place"), Aspect.CONTROL)
        first = given("first")
        beliefs = min(claims, first) if isinstance(first, int) else claims
        self._folded_besides += (units := claims * (BELIEF_COST + HISTORY_COST * beliefs * len(below)))
        return Priced(units=units)

    def _tallies(self, given: Given, below: frozenset[Map]) -> Priced:
        places = max((number for (within, _), number in self._sizes.places.items() if within is None), default=0)
        first = given("first")
        once = self._reads.maps(coordinates(given)._replace(date=None), [Map(lasting=True)])
        return Priced(TOTAL_COMPARED * places * (first if isinstance(first, int) and first > 0 else 1), once)

    def _crossings(self, given: Given, below: frozenset[Map]) -> Priced:
        return self._people(PersonsCrossedBorder.TYPE, given)

    def _casualties(self, given: Given, below: frozenset[Map]) -> Priced:
        return self._people(CasualtiesReported.TYPE, given)

    def _people(self, type: str, given: Given) -> Priced:
        return Priced(units=PERSON_CLAIM * self._sizes.people_in(type, *period(given)))

    def _measure(self, given: Given, below: frozenset[Map]) -> Priced:
        return Priced(units=REPORT * min(self._sizes.reports_max, 4 * number_of_steps(given)))

    def _gazetteer(self, given: Given, below: frozenset[Map]) -> Priced:
        each = PLACE_LISTED + OUTLINE_GIVEN * (given("outlines") not in (None, False))
        return Priced(units=each * self._sizes.places_in(given.word("within"), given.word("kind")))

    def _activity(self, given: Given, below: frozenset[Map]) -> Priced:
        days = min(2 * self._sizes.position, DAYS_WITH_CLAIMS_MAX)
        return Priced(units=round(EVENT_COUNTED * self._sizes.position + DAY_WITH_CLAIMS * days))

    def _named(self, given: Given, below: frozenset[Map]) -> Priced:
        if given.word("name") is None:
            return NOTHING
        return Priced(units=NAMES_SEARCHED + round(NAME_SEARCHED * self._sizes.places_in(None, None)))

    def _of_a_place(self, aspect: Aspect, at: At, times: int) -> Priced:
        """A place of which it is not known here which it is: by itself it may be the largest, of many it is not."""
        if not self._reads.to_fold(at):
            return Priced(units=STORED_HISTORY * times)
        largest = HISTORY_COST * self._sizes.claims_of(None, aspect) * times
        self._folded_besides += largest
        return Priced((PLACE_COST + HISTORY_COST * self._sizes.claims_of_one(aspect)) * times, largest)


_Price = Callable[[Prices, Given, frozenset[Map]], Priced]
_ROOTS: Mapping[str, _Price] = {
    "asOf": Prices._as_of,
    "snapshot": Prices._snapshot,
    "node": Prices._nodes,
    "nodes": Prices._nodes,
    "diff": Prices._diff,
    "series": Prices._histories,
    "seriesRows": Prices._histories,
    "seriesColumns": Prices._histories,
    "replay": Prices._histories,
    "replayColumns": Prices._histories,
    "periodRows": Prices._period_rows,
    "beliefs": Prices._beliefs,
    "tallies": Prices._tallies,
    "crossings": Prices._crossings,
    "casualties": Prices._casualties,
    "measure": Prices._measure,
    "gazetteer": Prices._gazetteer,
    "activity": Prices._activity,
    "places": Prices._named,
    "resolvePlace": Prices._named,
    "actors": Prices._named,
    "sources": Prices._named,
}


_Maps = Callable[[Given, frozenset[Map]], frozenset[Map]]


def _states(*aspects: Aspect) -> _Maps:
    """Maps of the places that the arguments name, and those that are read further down, of the same places."""

    def maps(given: Given, below: frozenset[Map]) -> frozenset[Map]:
        wanted = below | {Map(aspect=aspect) for aspect in aspects}
        edition = str(given("edition") or "")
        return frozenset(
            map._replace(within=given.word("within"), kind=given.word("kind"), edition=edition) for map in wanted
        )

    return maps


def _of_one(given: Given, below: frozenset[Map]) -> frozenset[Map]:
    return frozenset(map._replace(place=given.word("id") or "") for map in below | {Map()})


def _and(map: Map) -> _Maps:
    return lambda _, below: below | {map}


def _part(part: DiffPart, *more: Map) -> _Maps:
    return lambda _, below: frozenset(map._replace(part=part) for map in below.union(more))


_OF_SNAPSHOTS: Mapping[tuple[str, str], _Maps] = {
    ("Snapshot", "places"): lambda given, below: _states(*(Aspect if given("status") else [Aspect.CONTROL]))(
        given, below
    ),
    ("Snapshot", "frame"): _states(*Aspect),
    ("Snapshot", "tally"): _states(*Aspect),
    ("Snapshot", "stateHash"): lambda _, below: below | {Map(aspect=aspect) for aspect in Aspect},
    ("Snapshot", "place"): _of_one,
    ("Diff", "from"): _part(DiffPart.FROM),
    ("Diff", "to"): _part(DiffPart.TO),
    ("Diff", "places"): _part(DiffPart.PLACES, *(Map(aspect=aspect) for aspect in Aspect)),
    ("PlaceState", "status"): _and(Map(aspect=Aspect.STATUS)),
    ("PlaceState", "history"): _and(Map(lasting=True)),
    ("PlaceState", "statusHistory"): _and(Map(aspect=Aspect.STATUS, lasting=True)),
}
_OF_A_PLACE = {"state": Aspect.CONTROL, "history": Aspect.CONTROL, "statusHistory": Aspect.STATUS}
_BOUNDS = frozenset({"firstDay", "lastDay", "firstKnown", "lastKnown"})
"""All read at once."""
_PROVED = frozenset({"proof", "root", "consistencyProof"})
"""Of an event, and of the log."""
_BREAKDOWNS = {
    ("CrossingTotal", "byDay"),
    ("CrossingTotal", "byWay"),
    ("CasualtyTotal", "byDay"),
    ("CasualtyTotal", "breakdown"),
    ("DryRun", "sums"),
}
