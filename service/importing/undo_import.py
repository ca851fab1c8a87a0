"""An import taken back: everything that it claimed is retracted, as events, in one transaction.

What it claimed then counts at no time of knowledge, as no source said it; answers at earlier positions keep it. What
it corrected stands again as it was before. Registrations of places, actors and sources stay, since the log
retracts none. Where a later import or a correction by hand changed what the import brought, nothing is retracted: the
old values would come back when that change is taken back in its turn.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from domain.control.standing import Annulment, annulled
from domain.events import LASTING, Event, EventRetracted
from domain.values import knowledge
from domain.values.problems import Problem, Refused
from service.importing.recording import Undone
from store.db import limits, tables
from store.db.columns import positions_listed
from store.db.connections import Connection, Database
from store.read import correction_chains, imports, log, registrations
from store.read.annulments import acts_upon, annulled_among
from store.read.entry import Entry, entries_where
from store.read.imports import Span
from store.read.registrations import Registration
from store.write.append import append_on
from store.write.projections.periods import refold
from store.write.registry import subject_of

_LATER_SHOWN_MAX = 10


@dataclass(slots=True)
class UndoReport:
    """What an undo does, or would do.

    `retracted` counts events; `revived` those from before the import that stand again; `gone` those of the import that
    something else had retracted already. `staying` are the registrations that it brought.
    """

    span: Span
    retracted: int = 0
    revived: int = 0
    gone: int = 0
    staying: list[Registration] = field(default_factory=list)
    dry_run: bool = False


@dataclass(slots=True)
class ImportUndo:
    """Takes back one import."""

    by: str
    now: datetime
    dry_run: bool = False

    async def undo(self, db: Database, number: int) -> UndoReport:
        """`number` is that of the import. A second time, nothing is left to retract.

        Raises Refused where there is no such import, or where its events were corrected later; StoreError.
        """
        reports: list[UndoReport] = []
        with suppress(Undone):
            async with db.write() as conn:
                reports.append(await self._undo(conn, number))
                if self.dry_run:
                    raise Undone
        return reports[0]

    async def _undo(self, conn: Connection, number: int) -> UndoReport:
        spans = await imports.spans(conn)
        if (span := next((each for each in spans if each.first == number), None)) is None:
            message = f"no import has the number {number}: `timeline imports` lists them"
            raise Refused(Problem((), "UNKNOWN_IMPORT", message))
        report = UndoReport(span, dry_run=self.dry_run)
        others = [each for each in spans if each is not span]
        touched, later, earlier = set[str](), set[int](), set[int]()
        for first, end in _newest_first(span):
            part = _Part(span, others, first, end)
            while standing := await part.look(conn):
                await self._retract(conn, span, standing, touched)
                report.retracted += len(standing)
                earlier |= {entry.target for entry in standing if entry.target and not span.has(entry.target)}
            report.gone += part.gone
            later |= part.later
        if later:
            raise Refused(await _changed_since(conn, others, later))
        report.staying = await registrations.brought(conn, span.first, span.last)
        report.revived = len(earlier - (await annulled_among(conn, positions_listed(earlier), None, None)).keys())
        if not self.dry_run:
            await refold(conn, touched)
        return report

    async def _retract(self, conn: Connection, span: Span, entries: Sequence[Entry], touched: set[str]) -> None:
        head = (await log.head(conn)).position
        key = imports.undo_key(span.first, head)
        events = [self._retraction(entry, span) for entry in entries]
        await append_on(conn, events, key=key, by=self.by, now=self.now, refold_later=touched)

    def _retraction(self, entry: Entry, span: Span) -> Event:
        """Known from the moment from which the event was: no source ever said what was loaded by mistake."""
        return EventRetracted(
            type="EventRetracted",
            version=1,
            event=entry.id,
            published=knowledge.written(entry.known),
            # Without its number: that is a position of this log, and the reason may be read in another.
            reason=f"an import{f' of {span.file}' if span.file else ''} was undone",
            reported={},
        )


def _newest_first(span: Span) -> Iterator[tuple[int, int]]:
    """Its events in chunks, each by its first position and that after its last: newer ones may correct them."""
    for first, last in reversed(span.parts):
        begin = last - (last - first) % limits.CHUNK_EVENTS
        for chunk in range(begin, first - 1, -limits.CHUNK_EVENTS):
            yield chunk, min(chunk + limits.CHUNK_EVENTS, last + 1)


@dataclass(slots=True)
class _Part:
    """The events of the import from the position `begin` on, before `end`; `others` are all other imports."""

    span: Span
    others: Sequence[Span]
    begin: int
    end: int
    gone: int = 0
    """Retracted by something else than this undo."""
    later: set[int] = field(default_factory=set)
    """Positions of what changes events of this import, stands, and has to be taken back first."""
    _retracted: set[int] = field(default_factory=set)

    async def look(self, conn: Connection) -> list[Entry]:
        """Those that stand and can be retracted. Once they are, those that they corrected stand, and come next."""
        positions = tables.event.c.position.between(self.begin, self.end - 1)
        entries = [entry for entry in await entries_where(conn, positions) if _can_be_retracted(entry.event)]
        acts = _in_force(await acts_upon(conn, positions_listed(entry.position for entry in entries), None, None))
        self._sort(entries, acts)
        standing = [entry for entry in entries if entry.position not in acts]
        ends = await correction_chains.ended_by(conn, standing) if standing else set()
        self.later |= {position for position in ends if position > self.span.first and not self.span.has(position)}
        self._retracted |= {entry.position for entry in standing}
        return standing

    def _sort(self, entries: Iterable[Entry], acts: Mapping[int, Sequence[Annulment]]) -> None:
        """A retraction by hand, or by an undo, is enough; what a later import retracted it may give back."""
        self.gone = 0
        for entry in entries:
            outside = [act for act in acts.get(entry.position, ()) if not self.span.has(act.position)]
            if entry.position in self._retracted or not outside:
                continue
            if any(not act.correction and not self._is_imported(act.position) for act in outside):
                self.gone += 1
            else:
                self.later |= {act.position for act in outside}

    def _is_imported(self, position: int) -> bool:
        return any(each.has(position) for each in self.others)


def _can_be_retracted(event: Event) -> bool:
    return not subject_of(event) and not isinstance(event, LASTING)


def _in_force(acts: Collection[Annulment]) -> dict[int, list[Annulment]]:
    """What annuls each event, by position. A correction that is corrected itself still replaces what it corrected."""
    by, corrections = annulled(acts), {act.position for act in acts if act.correction}
    found: dict[int, list[Annulment]] = defaultdict(list)
    for act in acts:
        if act.position not in by or by[act.position] in corrections:
            found[act.target].append(act)
    return found


async def _changed_since(conn: Connection, others: Sequence[Span], positions: set[int]) -> Problem:
    """Names the imports to be undone first, and the corrections by hand to be retracted."""
    by_import = {at: each for at in positions for each in others if each.has(at)}
    by_hand = sorted(positions - by_import.keys())
    entries = await log.by_positions(conn, by_hand[:_LATER_SHOWN_MAX])
    remedies = [
        *(f"timeline import --undo {number}" for number in sorted({each.first for each in by_import.values()})[::-1]),
        *(f"timeline retract {entries[at].id}" for at in by_hand[:_LATER_SHOWN_MAX]),
        *([f"and {more:,} more corrections by hand"] if (more := len(by_hand) - _LATER_SHOWN_MAX) > 0 else []),
    ]
    message = (
        f"{len(positions):,} of its events were changed since, and would come back as they were when that is taken "
        f"back; take it back first: {'; '.join(remedies)}"
    )
    return Problem((), "CHANGED_SINCE", message)
