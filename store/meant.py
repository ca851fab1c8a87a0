"""Which place a reference means, by id, code or reported name: exactly one, or a problem."""

from collections.abc import Iterable

from domain.problems import Problem
from domain.references import PlaceByCode, PlaceByName, PlaceRef
from store import limits, names
from store.known import Known


def meant(known: Known, ref: PlaceRef) -> str | Problem:
    """The id of the place, or what is wrong with the reference."""
    if isinstance(ref, PlaceByCode):
        return _one(known, _by_code(known, ref), f"code {ref.code} of {ref.scheme}", "give the edition, or the id")
    if isinstance(ref, PlaceByName):
        if ref.within is not None and ref.within not in known.places:
            return unknown_place(ref.within).under("within")
        return _one(known, _by_name(known, ref), f"{ref.name!r}", "give the id, or narrow it with `within` or `kind`")
    return ref if ref in known.places else unknown_place(ref)


def unknown_place(id: str) -> Problem:
    message = f"no place {id} is registered: record its PlaceRegistered first, or check the spelling"
    return Problem((), "UNKNOWN_PLACE", message)


def _by_code(known: Known, ref: PlaceByCode) -> set[str]:
    editions = known.codes.get((ref.scheme, ref.code), {})
    return {place for edition, places in editions.items() if ref.edition in (None, edition) for place in places}


def _by_name(known: Known, ref: PlaceByName) -> set[str]:
    return {
        place
        for place in known.names.get(names.normal(ref.name), ())
        if (ref.kind is None or known.places[place].kind == ref.kind)
        and (ref.within is None or ref.within == place or ref.within in known.ancestors(place))
    }


def _one(known: Known, found: set[str], what: str, remedy: str) -> str | Problem:
    if len(found) == 1:
        return next(iter(found))
    if not found:
        message = f"no registered place is meant by {what}: register it, or give the id of the place"
        return Problem((), "UNKNOWN_PLACE", message)
    return Problem((), "AMBIGUOUS_PLACE", f"{what} may be {_listed(known, found)}: {remedy}")


def _listed(known: Known, found: Iterable[str]) -> str:
    told = [_told(known, place) for place in sorted(found)]
    more = len(told) - limits.CANDIDATES_MAX
    return " or ".join(told[: limits.CANDIDATES_MAX]) + (f" or one of {more:,} more" if more > 0 else "")


def _told(known: Known, id: str) -> str:
    place = known.places[id]
    around = known.places.get(place.parent or "")
    return f"{id} ({place.name}, {place.kind}{f' in {around.name}' if around else ''})"
