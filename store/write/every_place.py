"""Which places a reference in a list means: one, or all of a kind that exist within another on a civil day."""

from collections.abc import Sequence
from datetime import date

from domain.events import Event, content
from domain.events.references import EveryPlace, ListedPlaceRef
from domain.values import edtf
from domain.values.problems import Problem
from store.write.place_resolution import resolve, unknown_place
from store.write.reference_state import ReferenceState


def last_day(event: Event) -> date | None:
    """The last civil day of what the event reports, on which `every` is written out; None where it has no end."""
    occurred = content(event).occurred
    return edtf.interval(occurred).last_day if occurred else None


def resolve_all(state: ReferenceState, ref: ListedPlaceRef, day: date | None) -> Sequence[str] | Problem:
    """The ids of the places, in order of id where all of a kind are meant; or what is wrong with the reference."""
    if isinstance(ref, EveryPlace):
        return _every(state, ref, day)
    found = resolve(state, ref)
    return found if isinstance(found, Problem) else (found,)


def _every(state: ReferenceState, ref: EveryPlace, day: date | None) -> Sequence[str] | Problem:
    if ref.within not in state.places:
        return unknown_place(ref.within).under("within")
    if day is None:
        message = "`every` means the places of the last day of `occurred`, which has no end: give it one, or list them"
        return Problem((), "EVERY_WITHOUT_A_DAY", message)
    found = sorted(place for place in state.places if _is_one(state, ref, place, day))
    if not found:
        message = f"no {ref.every} exists within {ref.within} on {day}: check the kind, the area and the date"
        return Problem((), "NO_SUCH_PLACES", message)
    return found


def _is_one(state: ReferenceState, ref: EveryPlace, place: str, day: date) -> bool:
    described = state.described_on(place, day)
    if described is None or described.kind != ref.every:
        return False
    begun = described.exists_from is None or described.exists_from <= day
    ended = described.exists_to is not None and described.exists_to <= day
    return begun and not ended and _lies_in(state, place, ref.within, day)


def _lies_in(state: ReferenceState, place: str, within: str, day: date) -> bool:
    """Whether it lies in the other on the day, or is the same place."""
    seen: set[str] = set()
    above: str | None = place
    while above is not None and above != within and above not in seen:
        seen.add(above)
        described = state.described_on(above, day)
        above = described.parent if described else None
    return above == within
