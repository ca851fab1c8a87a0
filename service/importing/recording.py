"""One file on its way into the log: what the log accepts is recorded, the rest set aside with line and reason."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath

from domain.events import Event, interchange
from domain.events.disclosure import TO_ALL, Disclosure
from domain.events.event_places import place_refs
from domain.events.identifiers import lines_digest
from domain.events.references import PlaceByCode
from domain.values import knowledge
from domain.values.problems import Problem, Refused
from importers import limits
from importers.reading.line import Line, batches, line_of
from service.asking.utterers import UTTERER_LIKE_ACTOR, first_utterer, like_actors
from service.importing import withheld
from service.importing.file_report import NEW, OUTCOMES, REPEATED, BadLine, FileReport
from service.importing.spellings import Spellings
from service.importing.withheld import Withheld
from service.wording.code_notes import old_code_note
from service.wording.laid_higher import laid_higher_notes
from service.wording.utterers import utterer_note
from store.db import limits as store_limits
from store.db.connections import Connection
from store.read import log
from store.read.entry import Entry
from store.read.imports import Span, import_key
from store.write import import_lookups
from store.write.append import Appended, append_on
from store.write.long_file.rehearsal import Rehearsal

OLD_CODE = "OLD_CODE"
"""Counted as a repair: a place was found by a code that has since been replaced."""

_FILE_CHARS_MAX = 80


class Undone(Exception):
    """Rolls back the transaction that it leaves."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event offered to the log, the lines that it stands for, and their outcome if the log accepts it: None where
    other events of the lines decide. `duplicates` are further lines with the same content: repeated if the event is
    accepted, refused with it otherwise.
    """

    event: Event
    lines: tuple[int, ...]
    outcome: str | None = NEW
    duplicates: tuple[int, ...] = ()


Refusal = tuple[Candidate, Problem]


@dataclass(slots=True)
class Recording:
    """`bad_line` receives each problem. `touched` gathers the places whose periods have to be folded at the end."""

    conn: Connection
    result: FileReport
    by: str
    now: datetime
    bad_line: Callable[[BadLine], None]
    disclosure: Disclosure = TO_ALL
    """Who may open what the file brings."""
    begun_at: int | None = None
    rehearsal: Rehearsal | None = None
    """Where the file is too long for one transaction: it takes what is to be recorded once all is checked."""
    broken_off: Mapping[int, Span] = field(default_factory=dict)
    """Imports of which the last part is missing, by number, that brought a file of this name."""
    continued: int | None = None
    """The one of them that brought this file."""
    first: int | None = None
    """The position of the first event that was recorded."""
    touched: set[str] = field(default_factory=set)
    _not_for_all: Withheld = field(default_factory=Withheld)
    _bad: dict[int, list[Problem]] = field(default_factory=dict)
    _outcomes: dict[int, str] = field(default_factory=dict)
    _by_code: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    """By scheme and code, for references without an edition: the number of lines, and the first of them."""
    _utterers: dict[str, int] = field(default_factory=dict)
    """The first utterers of recorded events, by id or in free text, each with the first line that has it."""
    _spellings: Spellings = field(default_factory=Spellings)
    _undated: int = 0
    """Events for which neither the file nor the caller says when they became known."""
    laid_higher: Counter[str] = field(default_factory=Counter)
    """Names of districts that the gazetteer lacks, each with how many rows were laid into the province instead."""
    moves: dict[str, str] = field(default_factory=dict)
    """Places on record by id, each with the place that it lies in now."""
    _late: dict[datetime, int] = field(default_factory=dict)
    """By moment: rows of editions that came after later ones, and say otherwise than the one before."""

    @property
    def file(self) -> str:
        """The name of the file as keys have it: without its folder, in ASCII."""
        name = PurePath(self.result.name).name.encode("ascii", "backslashreplace").decode()
        return "".join(one if one.isprintable() and one != "/" else "_" for one in name)[-_FILE_CHARS_MAX:]

    def note_late(self, known: datetime, rows: int = 1) -> None:
        self._late[known] = self._late.get(known, 0) + rows

    async def in_batches(
        self, lines: Iterable[Line], take: Callable[[Sequence[Line]], Awaitable[None]], done: Callable[[int], None]
    ) -> None:
        """Record the lines with `take`, batch by batch; `done` receives the byte up to which the file was read.

        A batch is released before the next one is read, so only one is in memory.
        """
        for batch in batches(lines):
            self.begin(batch)
            await take(batch)
            self.settle()
            done(batch[-1].end)
            batch.clear()

    def begin(self, batch: Sequence[Line]) -> None:
        self.result.read += len(batch)
        for line in batch:
            self.result.repairs.update(line.repairs)
            self._spellings.add(line)
            if line.problems:
                withheld.keep_line(line)
                self._bad[line.number] = list(line.problems)
                continue
            self.laid_higher.update(line.laid_higher)
            self.moves.update(line.moves)
            if line.skipped:
                self.result.skipped += 1
                self.result.passed_over[line.skipped] += 1

    def refuse(self, line: int, problem: Problem) -> None:
        """The same problem in two events of one line is reported once, and none that follows from another.

        A part of what was refused in its own line refers to an event that is not there.
        """
        reported = self._bad.setdefault(line, [])
        if reported and problem.code == "UNKNOWN_EVENT":
            return
        if all((other.code, other.message) != (problem.code, problem.message) for other in reported):
            reported.append(problem)

    def is_refused(self, line: int) -> bool:
        return line in self._bad

    def becomes(self, lines: Sequence[int], outcome: str) -> None:
        for line in lines:
            self._outcomes[line] = max(self._outcomes.get(line, REPEATED), outcome, key=OUTCOMES.index)

    async def append(self, candidates: Sequence[Candidate]) -> list[Event]:
        """Append what the log accepts; refuse the lines of the rest and return its events."""
        refused = await self.attempt(candidates)
        for candidate, problem in refused:
            withheld.keep(candidate.event, candidate.lines, problem)
            for line in (*candidate.lines, *candidate.duplicates):
                self.refuse(line, problem)
        return [candidate.event for candidate, _ in refused]

    async def attempt(self, candidates: Sequence[Candidate]) -> list[Refusal]:
        """Append what the log accepts; return the rest, each with its problem.

        A row may yield many events, so a batch of lines may hold more of them than one append takes.
        """
        size = store_limits.BATCH_EVENTS_MAX
        parts = [candidates[at : at + size] for at in range(0, len(candidates), size)]
        return [refusal for part in parts for refusal in await self._attempt(part)]

    async def _attempt(self, candidates: Sequence[Candidate]) -> list[Refusal]:
        """After a refusal the remainder, which may refer to what was refused, is tried again in halves."""
        if not candidates:
            return []
        try:
            appended = await self._record([candidate.event for candidate in candidates])
        except Refused as refusal:
            blamed = _blamed(refusal)
            rest = [candidate for i, candidate in enumerate(candidates) if i not in blamed]
            half = (len(rest) + 1) // 2
            refused = [(candidates[i], problem) for i, problems in blamed.items() for problem in problems]
            return refused + await self._attempt(rest[:half]) + await self._attempt(rest[half:])
        if self.first is None and not appended.replayed:
            self.first = appended.first
        self.result.recorded += appended.last - appended.first + 1
        for candidate in candidates:
            self._accept(candidate)
        return []

    async def _record(self, events: Sequence[Event]) -> Appended:
        texts = [interchange.write(event) for event in events]
        digest = lines_digest(texts)
        if self.rehearsal:
            return await self.rehearsal.append(events, texts, digest)
        key = import_key(digest, self.file)
        return await append_on(
            self.conn,
            events,
            key=key,
            by=self.by,
            now=self.now,
            refold_later=self.touched,
            texts=texts,
            begun_at=self.begun_at,
        )

    async def withhold(self) -> None:
        """Once per file: say who may open what it has brought, where that is not everybody."""
        for part in self._not_for_all.statements(self.disclosure, self.by, self.now):
            await self._record(part)

    async def recorded(self, ids: Sequence[str]) -> dict[str, Entry]:
        """Those of these events that are on record, or that the file has brought so far."""
        return await (self.rehearsal.by_ids(ids) if self.rehearsal else log.by_ids(self.conn, ids))

    def note_repeated(self, entry: Entry) -> None:
        """A line of the file is this event, which is on record already."""
        if entry.position in self.broken_off:
            self.continued = entry.position

    def _accept(self, candidate: Candidate) -> None:
        if candidate.outcome:
            self.becomes(candidate.lines, candidate.outcome)
        self.becomes(candidate.duplicates, REPEATED)
        self._note_codes(candidate)
        event = candidate.event
        if self.disclosure != TO_ALL and not self.rehearsal:
            self._not_for_all.add(event)
        if (utterer := first_utterer(event)) and candidate.lines:
            self._utterers.setdefault(utterer, candidate.lines[0])
        self._undated += event.published is None and getattr(event, "occurred", None) is not None

    def _note_codes(self, candidate: Candidate) -> None:
        for _, ref in place_refs(candidate.event):
            if isinstance(ref, PlaceByCode) and ref.edition is None and candidate.lines:
                count_and_first = self._by_code.setdefault((ref.scheme, ref.code), [0, candidate.lines[0]])
                count_and_first[0] += len(candidate.lines)

    async def add_notes(self) -> None:
        """Once per file: what its sender should know although nothing is wrong."""
        if self._undated:
            self.result.notes.append(
                f"nothing tells since when {self._undated:,} of them were known, so it is from {self.now.date()}, the "
                "moment of loading: --known-at says otherwise"
            )
        for known, rows in sorted(self._late.items()):
            self.result.notes.append(
                f"{rows:,} of the edition of {knowledge.written(known)} came late and say otherwise than the one "
                "before: each counts until the next version on record. An edition that only said again what was on "
                "record left no version: load those after this one again"
            )
        self.result.notes += laid_higher_notes(self.laid_higher)
        self.result.notes += await self._spellings.notes(self.conn)
        await self._note_old_codes()
        await self._note_utterers()

    async def _note_utterers(self) -> None:
        """Free text that may be a registered actor: with its id the claim would have that actor's interest."""
        found = await like_actors(self.conn, self._utterers)
        for utterer, actors in [*found.items()][: limits.NOTES_SHOWN_MAX]:
            line = line_of(self._utterers[utterer])
            self.result.notes.append(f"{UTTERER_LIKE_ACTOR}, line {line}: {utterer_note(utterer, actors)}")
        if (more := len(found) - limits.NOTES_SHOWN_MAX) > 0:
            self.result.notes.append(f"{UTTERER_LIKE_ACTOR}: and {more:,} more first utterers that are like actors")

    async def _note_old_codes(self) -> None:
        """A replaced code still finds its place, but there is a newer one."""
        old = await import_lookups.old_codes(self.conn, self._by_code)
        for number, (code, found) in enumerate(sorted(old.items())):
            count, first = self._by_code[code]
            self.result.repairs[OLD_CODE] += count
            if number < limits.NOTES_SHOWN_MAX:
                self.result.notes.append(f"{OLD_CODE}, line {first}: {old_code_note(found)}")

    def settle(self) -> None:
        """Count the outcomes of the lines since the last call, and report what is wrong with them."""
        self.result.refused += len(self._bad)
        for line, problems in sorted(self._bad.items(), key=lambda item: (line_of(item[0]), item[0])):
            self.result.refusals.update({problem.code for problem in problems})
            for problem in problems:
                self.bad_line(BadLine(self.result.name, line_of(line), problem))
        for line, outcome in self._outcomes.items():
            if line not in self._bad:
                setattr(self.result, outcome, getattr(self.result, outcome) + 1)
        self._bad.clear()
        self._outcomes.clear()


def _blamed(refusal: Refused) -> dict[int, list[Problem]]:
    """The problems by the index of the event. Raises the refusal itself where it blames no event: a fault of ours."""
    blamed: dict[int, list[Problem]] = {}
    for problem in refusal.problems:
        if problem.path and problem.path[0].isdecimal():
            index, *path = problem.path
            blamed.setdefault(int(index), []).append(Problem(tuple(path), problem.code, problem.message))
    if not blamed:
        raise refusal
    return blamed
