"""Whether a place, an actor or a source may be described so: once, in no circle, with its own codes."""

from collections.abc import Iterator

from domain.events import (
    ActorRegistered,
    Event,
    EventCorrected,
    PlaceChanged,
    PlaceRegistered,
    SourceRegistered,
    content,
)
from domain.events.references import id_of
from domain.values import limits
from domain.values.problems import FieldError, Problem
from domain.values.web_address import check_web_address
from store.write import registry
from store.write.reference_state import ReferenceState
from store.write.registry import PLACES, InForce, Register


def registration_problems(state: ReferenceState, event: Event) -> Iterator[Problem]:
    """Of a registration, a change, or the correction of either, with the ids of places in it."""
    described = content(event)
    if described is event:
        yield from _id_problems(state, described)
    prefix = () if described is event else ("replacement",)
    if isinstance(described, SourceRegistered):
        yield from (problem.under(*prefix) for problem in _address_problems(described))
    if isinstance(described, PlaceRegistered | PlaceChanged) and _comes_into_force(state, event, described):
        yield from (
            one.under(*prefix) for one in (*_parent_problems(state, described), *_code_problems(state, described))
        )


def _address_problems(described: SourceRegistered) -> Iterator[Problem]:
    """Asked here and not of the model: what is on record since before this rule is still read."""
    try:
        if described.url:
            check_web_address(described.url)
    except FieldError as error:
        yield Problem(("url",), error.code, f"the address {error}")


def _comes_into_force(state: ReferenceState, event: Event, described: PlaceRegistered | PlaceChanged) -> bool:
    """A correction of a description that another has followed is kept, and describes nothing now."""
    if not isinstance(event, EventCorrected):
        return True
    corrected = state.events.get(event.event)
    return corrected is not None and corrected.position in state.versions[PLACES].get(described.place, ())


def _id_problems(state: ReferenceState, described: Event) -> Iterator[Problem]:
    for register in registry.REGISTERS:
        subject = register.registered(described)
        if subject is None:
            continue
        before = state.versions[register].get(subject)
        if isinstance(described, PlaceChanged) and not before:
            message = f"no place {subject} is registered: record a PlaceRegistered, or check the spelling"
            yield Problem(("place",), "UNKNOWN_PLACE", message)
        elif isinstance(described, PlaceRegistered | ActorRegistered | SourceRegistered) and before:
            yield Problem((register.subject,), "ALREADY_REGISTERED", _twice(state, register, subject, before))


def _twice(state: ReferenceState, register: Register, subject: str, before: InForce) -> str:
    change = "record a PlaceChanged, or correct" if register is PLACES else "correct"
    return f"{subject} is registered already: {change} the event {state.ids[min(before)]}"


def _parent_problems(state: ReferenceState, described: PlaceRegistered | PlaceChanged) -> Iterator[Problem]:
    if not (parent := id_of(described.parent)):
        return
    above = [parent, *state.ancestors(parent)]
    if described.place in above:
        circle = " in ".join([described.place, *above[: above.index(described.place) + 1]])
        yield Problem(
            ("parent",),
            "CYCLIC_PARENT",
            f"{described.place} would lie in itself ({circle}): name the place that it lies in",
        )
    elif len(above) > limits.ANCESTORS_MAX:
        message = f"lies in {len(above)} places, {limits.ANCESTORS_MAX} at most: name a place higher up"
        yield Problem(("parent",), "TOO_DEEP", message)


def _code_problems(state: ReferenceState, described: PlaceRegistered | PlaceChanged) -> Iterator[Problem]:
    for i, one in enumerate(described.codes):
        meant = state.codes.get((one.scheme, one.code), {}).get(one.edition, ())
        others = {place for place, _ in meant} - {described.place}
        if others:
            message = (
                f"{one.code} of {one.scheme}, edition {one.edition}, is {min(others)} already: "
                "give this code another edition, or change that place first"
            )
            yield Problem(("codes", str(i)), "CODE_TAKEN", message)
