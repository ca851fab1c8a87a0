"""Which place a reference means, by id, code or reported name: exactly one, or a problem."""

import shlex
from collections.abc import Iterable

from domain.events.references import PlaceByCode, PlaceByName, PlaceRef
from domain.gazetteer import names
from domain.gazetteer.ranking import Match, surely_first
from domain.values.problems import Problem
from store.db import limits
from store.write.likeness_words import LIKENESS
from store.write.reference_state import ReferenceState


def resolve(state: ReferenceState, ref: PlaceRef) -> str | Problem:
    """The id of the place, or what is wrong with the reference."""
    if isinstance(ref, PlaceByCode):
        found = _by_code(state, ref)
        if not found and (near := state.codes_like.get((ref.scheme, ref.code))):
            shown = " or ".join(f"{code}, {_shown(state, place)}" for code, place in near.items())
            message = f"no registered place has the code {ref.code} of {ref.scheme}; is it {shown}? Mend the code"
            return Problem((), "UNKNOWN_PLACE", message)
        editions = ", ".join(sorted(state.codes.get((ref.scheme, ref.code), {})))
        remedy = f"give the edition ({editions}), or the id"
        return _only(state, found, f"code {ref.code} of {ref.scheme}", remedy)
    if isinstance(ref, PlaceByName):
        if ref.within is not None and ref.within not in state.places:
            return unknown_place(ref.within).under("within")
        found = _by_name(state, ref)
        if not found and (like := _like(state, ref)):
            return Problem((), "UNKNOWN_PLACE", _like_message(state, ref, like))
        if not found:
            command = f"timeline resolve {shlex.quote(ref.name)} --is ID"
            where = f" in {ref.within}" if ref.within else ""
            message = (
                f"no registered place{where} is meant by {ref.name!r}: register it, or say which one is: {command}"
            )
            return Problem((), "UNKNOWN_PLACE", message)
        return _only(state, found, f"{ref.name!r}", "give the id, or narrow it with `within` or `kind`")
    return ref if ref in state.places else unknown_place(ref)


def unknown_place(id: str) -> Problem:
    message = f"no place {id} is registered: record its PlaceRegistered first, or check the spelling"
    return Problem((), "UNKNOWN_PLACE", message)


def _like(state: ReferenceState, ref: PlaceByName) -> list[Match]:
    return [match for match in state.like.get(names.normal(ref.name), ()) if _passes(state, ref, match.place)]


def _like_message(state: ReferenceState, ref: PlaceByName, like: list[Match]) -> str:
    """The candidates are named with what is like in them; the command has an id only where one is surely meant."""
    shown = " or ".join(_shown_match(state, match) for match in like[: limits.CANDIDATES_SHOWN])
    id = like[0].place if surely_first(like) else "ID"
    command = f"timeline resolve {shlex.quote(ref.name)} --is {id}"
    return f"no registered place is called {ref.name!r}; is it {shown}? Give the id, or keep the decision: {command}"


def _shown_match(state: ReferenceState, match: Match) -> str:
    return _shown(state, match.place, LIKENESS[match.reasons[0].kind])


def _by_code(state: ReferenceState, ref: PlaceByCode) -> set[str]:
    editions = state.codes.get((ref.scheme, ref.code), {})
    return {place for edition, found in editions.items() if ref.edition in (None, edition) for place, _ in found}


def _by_name(state: ReferenceState, ref: PlaceByName) -> set[str]:
    return {place for place, _ in state.names.get(names.normal(ref.name), ()) if _passes(state, ref, place)}


def _passes(state: ReferenceState, ref: PlaceByName, place: str) -> bool:
    return (ref.kind is None or state.places[place].kind == ref.kind) and (
        ref.within is None or ref.within == place or ref.within in state.ancestors(place)
    )


def _only(state: ReferenceState, found: set[str], what: str, remedy: str) -> str | Problem:
    if len(found) == 1:
        return next(iter(found))
    if not found:
        message = f"no registered place is meant by {what}: register it, or give the id of the place"
        return Problem((), "UNKNOWN_PLACE", message)
    return Problem((), "AMBIGUOUS_PLACE", f"{what} may be {_listed(state, found)}: {remedy}")


def _listed(state: ReferenceState, found: Iterable[str]) -> str:
    shown = [_shown(state, place) for place in sorted(found)]
    more = len(shown) - limits.CANDIDATES_MAX
    return " or ".join(shown[: limits.CANDIDATES_MAX]) + (f" or one of {more:,} more" if more > 0 else "")


def _shown(state: ReferenceState, id: str, likeness: str = "") -> str:
    place = state.places[id]
    around = state.places.get(place.parent or "")
    inside = f" in {around.name}" if around else ""
    return f"{id} ({place.name}, {place.kind}{inside}{f'; {likeness}' if likeness else ''})"
