"""Answers as they are and as they would be, with everything that they name: for whoever has not recorded them yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from domain.control.aspects import Aspect, control_held, direction_held, status_held
from domain.control.state import State
from domain.values.days import Days
from domain.values.terms import Certainty, ControlLevel, Direction, FacilityStatus, Manner, Policy
from service.wording.why import HOLDER, STATUS, actors_named, why_text
from store.read.actors import ActorRow
from store.read.change_folds import PlaceChange
from store.read.places import PlaceRow

Places = Mapping[str, PlaceRow]
Actors = Mapping[str, ActorRow]
"""By id."""


@dataclass(frozen=True, slots=True)
class AnswerPreview:
    """The answer for a place on some civil days: who holds it, or whether it can be used; the other fields are None.

    `since` is EDTF, local civil time; `last_word` the latest day up to the end of these days for which anything in the
    basis vouches; `voices` back the answer; `text` says why it is so.
    """

    holder: ActorRow | None
    level: ControlLevel | None
    status: FacilityStatus | None
    direction: Direction | None
    certainty: Certainty
    level_certainty: Certainty | None
    since: str | None
    manner: Manner | None
    last_word: date | None
    voices: int
    text: str


@dataclass(frozen=True, slots=True)
class PreviewedChange:
    """Days of one place whose answer would differ."""

    place: PlaceRow
    aspect: Aspect
    days: Days
    before: AnswerPreview
    after: AnswerPreview


def actors_of(changes: Iterable[PlaceChange]) -> set[str]:
    """Ids of the actors that these changes name."""
    states = [state for _, _, change in changes for state in (change.before, change.after)]
    return {actor for state in states for actor in actors_named(state)}


def previewed(place_change: PlaceChange, policy: Policy, places: Places, actors: Actors) -> PreviewedChange:
    """A change with what it names; `policy` is the one by which both answers were resolved."""
    place, aspect, change = place_change
    before, after = (_preview(state, aspect, change.days, policy, actors) for state in (change.before, change.after))
    return PreviewedChange(places[place], aspect, change.days, before, after)


def _preview(state: State, aspect: Aspect, days: Days, policy: Policy, actors: Actors) -> AnswerPreview:
    of_control = aspect is Aspect.CONTROL
    names = {id: actor.name for id, actor in actors.items()}
    return AnswerPreview(
        holder=actors.get(state.holder or "") if of_control else None,
        level=control_held(state.level) if of_control else None,
        status=None if of_control else status_held(state.holder),
        direction=None if of_control else direction_held(state.level),
        certainty=state.certainty,
        level_certainty=state.level_certainty if of_control else None,
        since=state.since,
        manner=state.manner,
        last_word=state.last_word(days.last),
        voices=state.voices,
        text=why_text(state, policy, names, HOLDER if of_control else STATUS),
    )
