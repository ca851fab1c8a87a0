"""Which place a reference means, by id, code or reported name: exactly one, or a problem."""

import shlex
from collections.abc import Iterable

from domain.events.references import PlaceByCode, PlaceByName, PlaceRef
from domain.gazetteer import names
from domain.values.problems import Problem
from store.db import limits
from store.write.reference_state import ReferenceState


def resolve(state: ReferenceState, ref: PlaceRef) -> str | Problem:
    """The id of the place, or what is wrong with the reference."""
    if isinstance(ref, PlaceByCode):
        found = _by_code(state, ref)
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


def _like(state: ReferenceState, ref: PlaceByName) -> list[str]:
    return [place for place in state.like.get(names.normal(ref.name), ()) if _passes(state, ref, place)]


def _like_message(state: ReferenceState, ref: PlaceByName, like: list[str]) -> str:
    """The candidates are named and none is chosen: that is for a person to decide who knows."""
    shown = " or ".join(_shown(state, place) for place in like[: limits.CANDIDATES_SHOWN])
    command = f"timeline resolve {shlex.quote(ref.name)} --is {like[0]}"
    return f"no registered place is called {ref.name!r}; is it {shown}? Give the id, or keep the decision: {command}"


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


def _shown(state: ReferenceState, id: str) -> str:
    place = state.places[id]
    around = state.places.get(place.parent or "")
    return f"{id} ({place.name}, {place.kind}{f' in {around.name}' if around else ''})"
