"""A list of places into the log, in one transaction. Importing it again changes nothing."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from domain.events import Event, PlaceRegistered, interchange
from domain.events.identifiers import event_id
from domain.gazetteer.descriptions import Description
from domain.gazetteer.place_tree import PlaceTree
from domain.values.problems import Problem, Refused
from importers import limits
from importers.gazetteer import outlines, place_files
from importers.gazetteer.new_places import COUNTRY_ONLY, IN_NOTHING
from importers.gazetteer.place_listing import (
    ListedPlace,
    ListEntry,
    SkippedLine,
    UnusableLine,
    without_duplicates,
)
from importers.gazetteer.place_rows import PlaceRowReader
from importers.gazetteer.reconcile import Reconciler, Reconciliation
from service.importing.file_report import FileReport
from service.importing.recording import Candidate, Recording, Undone
from store.db.connections import Connection, Database
from store.read import log
from store.read.place_descriptions import descriptions
from store.write.projections.periods import refold


@dataclass(slots=True)
class GazetteerReport:
    """What became of a list, counted in places. `repeated`: on record with all that the list says.

    `named` are new places without a row of their own, which rows of others name as their parents. `missing` are places
    on record with a code of another edition of the scheme, of the same kinds and countries, that this list leaves out:
    they are reported and not ended, since a list does not say why it leaves a place out.
    """

    read: int = 0
    new: int = 0
    repeated: int = 0
    changed: int = 0
    skipped: int = 0
    refused: int = 0
    named: int = 0
    passed_over: Counter[str] = field(default_factory=Counter)
    """Skipped rows by reason."""
    repairs: Counter[str] = field(default_factory=Counter)
    """Repaired places by code."""
    notes: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    problems: list[tuple[int, Problem]] = field(default_factory=list)

    def count_entry(self, entry: ListEntry) -> None:
        if isinstance(entry, ListedPlace):
            self.read += not entry.is_named_only
            return
        self.read += 1
        if isinstance(entry, UnusableLine):
            self.refuse(entry.line, entry.problem)
        else:
            self.skip(entry)

    def count(self, outcome: Reconciliation) -> None:
        self.repairs.update(outcome.repairs)
        new = isinstance(outcome.event, PlaceRegistered)
        if outcome.listed.is_named_only:
            self.named += new
            self.problems += [(outcome.listed.line, outcome.problem)] if outcome.problem else []
        elif outcome.problem:
            self.refuse(outcome.listed.line, outcome.problem)
        else:
            self.new += new
            self.changed += bool(outcome.event) and not new
            self.repeated += outcome.event is None

    def refuse(self, line: int, problem: Problem) -> None:
        self.refused += 1
        self.problems.append((line, problem))

    def skip(self, entry: SkippedLine) -> None:
        self.skipped += 1
        self.passed_over[entry.because] += 1

    @property
    def is_empty(self) -> bool:
        """Whether no place of the list is on record now."""
        return not (self.new or self.changed or self.repeated or self.named)


def read_list(
    stream: BinaryIO,
    rows: PlaceRowReader,
    tolerance: float,
    sheet: str | None = None,
    corners_max: int = limits.OUTLINE_CORNERS_MAX,
) -> list[ListEntry]:
    """The places of a file, with outlines simplified by `tolerance` (degrees), of so many corners at most. `sheet` is
    that of a workbook, or the layer of a map, where it has several. Raises OSError."""
    nodes_max = max(limits.OUTLINE_NODES_MAX, 4 * corners_max)
    places = rows.places(place_files.rows(stream, sheet, nodes_max=nodes_max))
    return without_duplicates(outlines.simplified(places, tolerance, corners_max))


@dataclass(frozen=True, slots=True)
class GazetteerImport:
    """See Reconciler for `within`, `register` and `new`. `progress` receives the number of places done, and of all."""

    by: str
    now: datetime
    within: str | None = None
    register: bool = False
    new: bool = False
    source: str | None = None
    dry_run: bool = False
    progress: Callable[[int, int], None] = lambda done, total: None

    async def load(self, db: Database, listing: Sequence[ListEntry]) -> GazetteerReport:
        """Lines that cannot be accepted are reported, the rest is stored. Raises Refused, StoreError.

        A dry run records all of it too, so that it checks the same, and is then rolled back.
        """
        reports: list[GazetteerReport] = []
        with suppress(Undone):
            async with db.write() as conn:
                reports.append(await self._load(conn, listing))
                if self.dry_run:
                    raise Undone
        return reports[0]

    async def _load(self, conn: Connection, listing: Sequence[ListEntry]) -> GazetteerReport:
        report = GazetteerReport()
        for entry in listing:
            report.count_entry(entry)
        places = [entry for entry in listing if isinstance(entry, ListedPlace)]
        on_record = await descriptions(conn)
        if self.within is not None and self.within not in on_record:
            raise Refused(Problem(("within",), "UNKNOWN_PLACE", f"no place {self.within} is registered: check the id"))
        reconciler = Reconciler(dict(on_record), self.within, self.register, self.new, self.source)
        outcomes: list[Reconciliation] = []
        for outcome in reconciler.take(places):
            outcomes.append(outcome)
            self.progress(len(outcomes), len(places))
        outcomes = await self._record(conn, outcomes)
        for outcome in outcomes:
            report.count(outcome)
        report.notes += _laid_higher(outcomes)
        report.missing = _missing(on_record, places, reconciler.claimed)
        return report

    async def _record(self, conn: Connection, outcomes: Sequence[Reconciliation]) -> list[Reconciliation]:
        """Records the events; one that the log refuses becomes a problem, and the rest is kept."""
        recording = Recording(conn, FileReport("places"), self.by, self.now, lambda bad: None)
        head = (await log.head(conn)).position
        offered = [_candidate(outcome, outcome.event, head) if outcome.event else None for outcome in outcomes]
        refusals = await recording.attempt([candidate for candidate in offered if candidate])
        refused = {candidate.event.id: problem for candidate, problem in refusals}
        if not self.dry_run:
            await refold(conn, recording.touched)
        return [
            Reconciliation(outcome.listed, problem=refused[candidate.event.id])
            if candidate and candidate.event.id in refused
            else outcome
            for outcome, candidate in zip(outcomes, offered, strict=True)
        ]


def _candidate(outcome: Reconciliation, event: Event, head: int) -> Candidate:
    """The id depends on the head of the log: a list may restore what another list has changed in between."""
    id = event_id(f"{head}\n{interchange.write(event)}")
    return Candidate(event.model_copy(update={"id": id}), (outcome.listed.line,), None)


def _laid_higher(outcomes: Iterable[Reconciliation]) -> Iterable[str]:
    """A note with the names of the places that lie in less than they should, for want of it."""
    names = [done.listed.name for done in outcomes if {COUNTRY_ONLY, IN_NOTHING} & {*done.repairs} and not done.problem]
    if names:
        more = len(names) - limits.NOTES_SHOWN_MAX
        shown = ", ".join(names[: limits.NOTES_SHOWN_MAX]) + (f" and {more:,} more" if more > 0 else "")
        yield f"laid higher than they lie: {shown}. Import what they lie in, then this list again: they move"


def _missing(on_record: dict[str, Description], places: Iterable[ListedPlace], claimed: set[str]) -> list[str]:
    coded = [(listed.code.scheme, listed.kind) for listed in places if listed.code]
    schemes, kinds = {scheme for scheme, _ in coded}, {kind for _, kind in coded}
    parents = {id: str(described.parent) for id, described in on_record.items() if described.parent in on_record}
    tree = PlaceTree(parents)
    countries = {tree.root(place) for place in claimed if place in on_record}
    return sorted(
        place
        for place, described in on_record.items()
        if place not in claimed
        and described.kind in kinds
        and any(code.scheme in schemes for code in described.codes)
        and tree.root(place) in countries
    )
