"""What recording a batch would change, for whoever is about to record it: nothing is stored, and nobody waits."""

import asyncio
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.counting.aggregation import total
from domain.counting.overlap_groups import grouped_people
from domain.counting.people_query import PeopleQuery
from domain.counting.sum_qualifiers import summed
from domain.values.coordinates import Coordinates
from domain.values.problems import Problem
from domain.values.reported_number import ReportedNumber
from domain.values.terms import Policy
from service.answer_previews import PreviewedChange, actors_of, previewed
from service.asking.reading import Loader, Reading
from service.asking.utterers import utterer_warnings
from store.read.change_folds import PlaceChange
from store.write.append import Appended
from store.write.batch import Batch
from store.write.dry_run import DryRun, dry_run
from store.write.people_dry_run import SumInputs, sum_inputs


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
        actors = await _loaded(self.reading.actors, self.at.position, actors_of(changes))
        return [previewed(change, policy, places, actors) for change in changes]

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
