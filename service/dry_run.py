"""What recording a batch would change, for whoever is about to record it: nothing is stored, and nobody waits."""

import asyncio
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from domain.control.aspects import Aspect, control_held, direction_held, status_held
from domain.control.state import State
from domain.counting.aggregation import total
from domain.counting.overlap_groups import grouped_people
from domain.counting.people_query import PeopleQuery
from domain.counting.sum_qualifiers import summed
from domain.values.coordinates import Coordinates
from domain.values.days import Days
from domain.values.problems import Problem
from domain.values.reported_number import ReportedNumber
from domain.values.terms import Certainty, ControlLevel, Direction, FacilityStatus, Manner, Policy
from service.asking.reading import Loader, Reading
from service.asking.utterers import utterer_warnings
from service.wording.why import HOLDER, STATUS, actors_named, why_text
from store.read.actors import ActorRow
from store.read.change_folds import PlaceChange
from store.read.places import PlaceRow
from store.write.append import Appended
from store.write.batch import Batch
from store.write.dry_run import DryRun, dry_run
from store.write.people_dry_run import SumInputs, sum_inputs


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


@dataclass(frozen=True, slots=True)
class PreviewedSum:
    """What a question about people is answered, and what it would be."""

    query: PeopleQuery
    before: ReportedNumber
    after: ReportedNumber


@dataclass(frozen=True)
class TriedBatch:
    """A batch that could be recorded. `warnings` are those that recording it would give."""

    reading: Reading
    result: DryRun
    warnings: Sequence[Problem]
    _changes: dict[Policy, "asyncio.Task[list[PlaceChange]]"] = field(default_factory=dict)

    @property
    def at(self) -> Coordinates:
        """Where it was tried: everything known at the head of the log, and what the batch itself describes."""
        return Coordinates(None, None, self.result.position)

    async def changes(self, policy: Policy) -> list[PlaceChange]:
        """The days of which the answer would differ, folded once. Raises StoreError."""
        if policy not in self._changes:
            self._changes[policy] = asyncio.ensure_future(self.reading.worked_out(self.result.changes(policy)))
        return await self._changes[policy]

    async def previews(self, policy: Policy, first: int) -> list[PreviewedChange]:
        """The first of the changes, with everything that they name."""
        changes = (await self.changes(policy))[:first]
        places = await _loaded(self.reading.places, self.at, {change.place for change in changes})
        states = [state for _, _, change in changes for state in (change.before, change.after)]
        named = {actor for state in states for actor in actors_named(state)}
        actors = await _loaded(self.reading.actors, self.at.position, named)
        return [
            PreviewedChange(
                places[place],
                aspect,
                change.days,
                _preview(change.before, aspect, change.days, policy, actors),
                _preview(change.after, aspect, change.days, policy, actors),
            )
            for place, aspect, change in changes
        ]

    async def sums(self) -> list[PreviewedSum]:
        """The people of the days of each claim of them in the batch. Raises StoreError."""
        inputs = await self.reading.recall(sum_inputs, self.result)
        await self.reading.rest()
        return [await asyncio.to_thread(_previewed_sum, one) for one in inputs]


async def tried(reading: Reading, batch: Batch) -> TriedBatch | Appended:
    """What recording the batch at the head of the log would come to; Appended where it is recorded already.

    What the batch describes is found by the loaders of the reading from now on. Raises Refused, AppendConflict,
    StoreError, as recording it would.
    """
    result = await reading.ask(dry_run, batch)
    if isinstance(result, Appended):
        return result
    coming = {actor.id: actor.name for actor in result.actors.values()}
    warnings = await reading.ask(utterer_warnings, [entry.event for entry in result.entries], coming)
    done = TriedBatch(reading, result, warnings)
    for place in result.places.values():
        reading.places.prime((done.at, place.id), place, force=True)
    for actor in result.actors.values():
        reading.actors.prime((result.position, actor.id), actor, force=True)
    return done


async def _loaded(loader: Loader, frame: Hashable, ids: Iterable[str]) -> dict[str, Any]:
    """Those of these ids that are registered."""
    keys = [(frame, id) for id in sorted(ids)]
    return {id: row for (_, id), row in zip(keys, await loader.load_many(keys), strict=True) if row}


def _previewed_sum(inputs: SumInputs) -> PreviewedSum:
    before, after = (
        summed(total(grouped_people(people.claims, people.place_tree), inputs.query))
        for people in (inputs.before, inputs.after)
    )
    return PreviewedSum(inputs.query, before, after)


def _preview(state: State, aspect: Aspect, days: Days, policy: Policy, actors: Mapping[str, ActorRow]) -> AnswerPreview:
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
