"""Whether a correction or a retraction may be: its target stands, and the replacement is of its family."""

from collections.abc import Iterator

from domain.events import Claim, Event, EventCorrected, EventRetracted, SealedValueErased, VisibilitySet, content
from domain.values import knowledge
from domain.values.problems import Problem
from store.write.reference_state import ReferenceState
from store.write.registry import subject_of


def annulment_problems(state: ReferenceState, event: EventCorrected | EventRetracted) -> Iterator[Problem]:
    annuls = state.events.get(event.event)
    if annuls is None or annuls.event is None or event.event == event.id:
        return  # a reference that leads nowhere: reported already
    if (by := _annulled_by(state, event, annuls.event, annuls.position)) is not None:
        yield Problem(("event",), *_stands_no_longer(state, event.event, by))
    if isinstance(annuls.event, SealedValueErased):
        message = "what is erased does not come back: record an event that says what is wrong with it"
        yield Problem(("event",), "ERASURE_ANNULLED", message)
    elif isinstance(annuls.event, VisibilitySet):
        message = "who may open something is said anew, and not taken back: record another VisibilitySet"
        yield Problem(("event",), "VISIBILITY_ANNULLED", message)
    elif isinstance(event, EventCorrected):
        yield from _replacement_problems(event, annuls.event)
    elif subject_of(annuls.event):
        message = "a registration is not retracted: correct it, or end it with PlaceChanged"
        yield Problem(("event",), "REGISTRATION_RETRACTED", message)


def _annulled_by(
    state: ReferenceState, event: EventCorrected | EventRetracted, before: Event, position: int
) -> int | None:
    """What annuls the target already, None where it stands.

    A correction of a claim that says itself when it was published may come late: then it is enough that the claim
    stood as known at that moment.
    """
    by = state.annulled_by(position)
    may_be_late = isinstance(event, EventCorrected) and isinstance(content(before), Claim)
    if by is not None and may_be_late and event.published:
        return state.annulled_by(position, knowledge.published_by(event.published))
    return by


def _stands_no_longer(state: ReferenceState, id: str, by: int) -> tuple[str, str]:
    act = state.ids[by]
    if by in state.corrections:
        return "ALREADY_CORRECTED", f"{id} is corrected already by {act}: correct or retract that one"
    return "ALREADY_RETRACTED", f"{id} is retracted already by {act}: retract that one, and {id} stands again"


def _replacement_problems(event: EventCorrected, before: Event) -> Iterator[Problem]:
    replacement = event.replacement
    if replacement.id not in (None, event.event, event.id):
        message = "the replacement stands under the id of the correction: leave its own id out"
        yield Problem(("replacement", "id"), "REPLACEMENT_HAS_ID", message)
    if isinstance(before, EventRetracted):
        message = f"a retraction is not corrected: retract it, and what it retracted ({before.event}) stands again"
        yield Problem(("event",), "RETRACTION_CORRECTED", message)
    elif not _same_family(content(before), replacement):
        yield Problem(("replacement",), "OTHER_FAMILY", _family_remedy(content(before)))


def _same_family(before: Event, replacement: Event) -> bool:
    if isinstance(before, Claim):
        return isinstance(replacement, Claim)
    return type(before) is type(replacement) and subject_of(before) == subject_of(replacement)


def _family_remedy(before: Event) -> str:
    if isinstance(before, Claim):
        return "a claim is replaced by a claim: retract it, and record the registration by itself"
    return f"replace it by a {before.TYPE} of {subject_of(before)}: a registration keeps its type and its id"
