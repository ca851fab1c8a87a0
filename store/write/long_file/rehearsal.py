"""What a long file would record, found out against one state of the log, which stays as it is.

Each part is checked as if the parts before it were in the log already. Nobody waits for that: it needs no lock.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from domain.events import (
    Event,
    EventCorrected,
    PlaceChanged,
    PlaceRegistered,
    VisibilitySet,
    content,
    publication,
    stored,
    target,
)
from domain.events.references import id_of
from domain.values import knowledge
from domain.values.problems import Problem, Refused
from store.db.connections import Connection
from store.read import log
from store.read.entry import Entry
from store.write import admission, lookup, registry
from store.write.admission import Accepted
from store.write.append import Appended
from store.write.long_file.spool import Spool, Spooled
from store.write.lookup import LookupRequest
from store.write.nearest_ids import with_nearest
from store.write.reference_state import ReferenceState
from store.write.visibility_rules import audience_problems


class Earlier(NamedTuple):
    """An event of the file that would be in the log by now. `target_at` is the position of what it annuls."""

    position: int
    event: Event
    target_at: int | None


@dataclass(slots=True)
class Rehearsal:
    """`conn` reads one state of the log, whose head is `head`, all the time. `by` and `now` as in `append`."""

    conn: Connection
    head: int
    spool: Spool
    by: str
    now: datetime
    _next: int = 1
    """After the head: the place of the next event."""
    _registrations: list[Earlier] = field(default_factory=list)
    """Those of the file: a gazetteer at most."""
    _corrected: set[str] = field(default_factory=set)
    """The registrations that it corrects."""
    _around: set[str] = field(default_factory=set)
    """The places in which the places that the file registers lie."""
    _names: set[str] = field(default_factory=set)

    async def append(self, events: Sequence[Event], texts: Sequence[str], digest: str) -> Appended:
        """As `append_on` of events that have ids, but into the spool. Raises Refused with every problem."""
        first = self.head + self._next
        request = LookupRequest(places={*self._around}, registered={*self._names}, events={*self._corrected})
        for event in events:
            request.add(event)
        state = await lookup.look_up(self.conn, request)
        for each in self._earlier(request, state):
            self._learn(state, each)
        try:
            await _refuse_visibility(self.conn, events)
            accepted = admission.accept(state, events, first, texts)
        except Refused as refusal:
            raise await with_nearest(self.conn, refusal, events) from None
        self.spool.add(accepted, digest)
        self._next += len(accepted)
        for one_accepted in accepted:
            self._keep(one_accepted)
        return Appended(first, first + len(accepted) - 1, replayed=False)

    async def by_ids(self, ids: Sequence[str]) -> dict[str, Entry]:
        """Those of these events that are in the log, or would be by now."""
        own = (
            Entry(each.position, stored.read(each.payload), self.now, self.by, each.payload, self.now)
            for each in self.spool.by_ids(ids)
        )
        return await log.by_ids(self.conn, ids) | {entry.id: entry for entry in own}

    def _earlier(self, request: LookupRequest, state: ReferenceState) -> Iterable[Earlier]:
        """The events of the file that decide whether these may be recorded, in order: what they refer to, with what
        annuls that; and what the file registers.
        """
        concerned = request.events | request.targets | request.copied
        found = {each.position: _read(each) for each in self.spool.by_ids(concerned)}
        concerned |= {*state.ids.values()}
        while concerned:
            acts = [_read(each) for each in self.spool.acts_upon(concerned) if each.position not in found]
            found |= {each.position: each for each in acts}
            concerned = {each.event.id or "" for each in acts}
        found |= {each.position: each for each in self._registrations}
        return (found[position] for position in sorted(found))

    def _learn(self, state: ReferenceState, earlier: Earlier) -> None:
        position, event, target_at = earlier
        state.learn(event, position)
        if target_at:
            known = knowledge.known_from(publication(event), self.now)
            state.add_act(position, target_at, isinstance(event, EventCorrected), known)

    def _keep(self, each: Accepted) -> None:
        event = each.event
        if not registry.subject_of(event):
            return
        self._corrected.update(filter(None, [target(event)]))
        description = content(event)
        if isinstance(description, PlaceRegistered | PlaceChanged):
            self._around.update(filter(None, [id_of(description.parent)]))
            self._names.update(registry.search_names(description))
            if description is event:
                event = description.model_copy(update={"geometry": None})
        self._registrations.append(Earlier(each.position, event, each.target))


async def _refuse_visibility(conn: Connection, events: Sequence[Event]) -> None:
    """Raises Refused: between two parts of a file what the first brings would be open to all."""
    message = (
        "a file of this size is recorded in parts, and what stands before would be open to all meanwhile: split it, "
        "leave these lines out and say --visibility, or fill an empty database with --restore"
    )
    said = {str(index): event for index, event in enumerate(events) if isinstance(event, VisibilitySet)}
    problems: list[Problem] = []
    for index, event in said.items():
        # To split the file would not help where nobody has such a log.
        unkept = [problem.under(index) for problem in await audience_problems(conn, event.visibility)]
        problems += unkept or [Problem((index,), "VISIBILITY_IN_PARTS", message)]
    if problems:
        raise Refused(*problems)


def _read(spooled: Spooled) -> Earlier:
    return Earlier(spooled.position, stored.read(spooled.payload), spooled.target_at)
