"""Places of a list against the places on record: what the list adds, as events, or why a place cannot be taken.

What could be several places is refused with the candidates.
"""

import shlex
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pydantic import ValidationError

from domain.events import Event
from domain.gazetteer.descriptions import Description, described_anew
from domain.values.problems import Problem, problems_of
from domain.values.terms import PlaceKind
from importers.gazetteer import new_places
from importers.gazetteer.place_changes import changes_from, has_code
from importers.gazetteer.place_listing import ListedPlace
from importers.gazetteer.place_matching import DOUBTFUL, PlaceMatcher, place_slug
from importers.gazetteer.registered_places import RegisteredPlaces


class Reconciliation(NamedTuple):
    """The outcome for one place of the list: an event, nothing (it is on record already), or a problem."""

    listed: ListedPlace
    event: Event | None = None
    problem: Problem | None = None
    repairs: tuple[str, ...] = ()


@dataclass(slots=True)
class Reconciler:
    """`places` are the descriptions on record, by id; `within` is the place that the whole list lies in, if given.

    `register`: outlines of places that are not on record are registered, instead of refused; codes and points always
    are. `new`: what is like a place on record, but not surely the same, is registered too.
    """

    places: dict[str, Description]
    within: str | None = None
    register: bool = False
    new: bool = False
    source: str | None = None
    matcher: PlaceMatcher = field(init=False)

    def __post_init__(self) -> None:
        self.matcher = PlaceMatcher(RegisteredPlaces(self.places), self.within)

    @property
    def claimed(self) -> set[str]:
        """The places on record that lines of the list have been matched with."""
        return set(self.matcher.claimed)

    def take(self, listing: Iterable[ListedPlace]) -> Iterator[Reconciliation]:
        """Level by level, countries first. Within one, exact matches come before similar ones."""
        listing = list(listing)
        self.matcher.name_counts = Counter(place_slug(listed.name) for listed in listing)
        has_outlines = any(listed.geometry for listed in listing)
        for kind in PlaceKind:
            of_kind = [listed for listed in listing if listed.kind is kind]
            if kind is not PlaceKind.COUNTRY:
                for country in new_places.missing_countries(self.matcher, of_kind, self.register or not has_outlines):
                    yield self._register(country)
            waiting = []
            for listed in of_kind:
                if (place := self.matcher.exact(listed)) is None:
                    waiting.append(listed)
                else:
                    yield self._known(listed, place)
            yield from self._settle(waiting, has_outlines)

    def _settle(self, waiting: list[ListedPlace], has_outlines: bool) -> Iterator[Reconciliation]:
        """Round by round, until nothing changes: a place that one line claims is no candidate for another."""
        while waiting:
            left: list[Reconciliation] = []
            for listed in waiting:
                # Lines before this one may have registered it.
                place = self.matcher.exact(listed)
                outcome = self._similar(listed, has_outlines) if place is None else self._known(listed, place)
                if outcome.problem:
                    left.append(outcome)
                else:
                    yield outcome
            if len(left) == len(waiting):
                yield from left
                return
            waiting = [outcome.listed for outcome in left]

    def _similar(self, listed: ListedPlace, has_outlines: bool) -> Reconciliation:
        registers = self.register or not has_outlines
        place, matches = self.matcher.similar(listed)
        if place is not None:
            return self._known(listed, place)
        doubtful = [match for match in matches if match.score >= (DOUBTFUL if registers else 0)]
        if doubtful and not (self.new and registers):
            candidates = " or ".join(f"{match.place} ({match.matched})" for match in doubtful)
            namesakes = len(doubtful) > 1 and doubtful[1].score == 1
            remedy = _narrow(listed) if namesakes else _decide(listed, registers)
            return _refused(listed, "AMBIGUOUS_PLACE", f"{listed.name} may be {candidates}: {remedy}")
        if not registers:
            message = f"{listed.name} is no place on record there: {_decide(listed, registers)}"
            return _refused(listed, "UNKNOWN_PLACE", message)
        return self._register(listed)

    def _known(self, listed: ListedPlace, place: str) -> Reconciliation:
        described = self.places[place]
        changes = changes_from(listed, described, self.matcher.moved_to(listed, place))
        if (line := self.matcher.claimed.get(place)) is not None and changes:
            message = f"{listed.name} would be {place}, as line {line} is: decide which of them it is"
            return _refused(listed, "TWICE", message)
        if listed.code and has_code(described, listed.code) and not self.matcher.is_like(listed, place):
            code = listed.code.code
            message = f"{code} of this edition is {place} already, which is not called {listed.name}: check both"
            return _refused(listed, "CODE_TAKEN", message)
        if not changes:
            self.matcher.claimed.setdefault(place, listed.line)
            return Reconciliation(listed, repairs=listed.repairs)
        return self._recorded(listed, lambda: described_anew(described, **changes, source=self.source))

    def _register(self, listed: ListedPlace) -> Reconciliation:
        parent, repairs = new_places.parent_of_new(self.matcher, listed)
        if listed.parents and parent is None:
            like = self.matcher.record.codes_like(listed.scheme, listed.parents[0])
            hint = f"mend it, if it is {' or '.join(like)}, or add its row" if like else "add its row"
            message = f"the list has no {listed.parents[0]} for {listed.name} to lie in: {hint}"
            return _refused(listed, "UNKNOWN_PARENT", message)
        return self._recorded(
            listed, lambda: new_places.registration(self.matcher, listed, parent, self.source), repairs
        )

    def _recorded(
        self, listed: ListedPlace, describe: Callable[[], Description], repairs: tuple[str, ...] = ()
    ) -> Reconciliation:
        try:
            event = describe()
        except ValidationError as error:
            problem = problems_of(error)[0]
            if problem.code == "TOO_LONG" and listed.geometry:
                message = f"{listed.name} {problem.message}, with a larger --tolerance"
                problem = Problem(problem.path, problem.code, message)
            return Reconciliation(listed, problem=problem)
        self.matcher.record.add(event)
        self.matcher.claimed.setdefault(event.place, listed.line)
        return Reconciliation(listed, event, repairs=(*listed.repairs, *repairs))


def _decide(listed: ListedPlace, registers: bool) -> str:
    name = shlex.quote(listed.name)
    again = "--new" if registers else "--register --new"
    return (
        f"where it is one on record, timeline resolve {name} --is ID keeps that; where not, import again with {again}"
    )


def _narrow(listed: ListedPlace) -> str:
    """For namesakes an alias decides nothing: only where they lie tells them apart."""
    if listed.geometry:
        return "import the outlines of what they lie in first: they tell it by where it lies"
    return "say with --within ID in which of their provinces the list lies, or give it the codes of what they lie in"


def _refused(listed: ListedPlace, code: str, message: str) -> Reconciliation:
    return Reconciliation(listed, problem=Problem((), code, message))
