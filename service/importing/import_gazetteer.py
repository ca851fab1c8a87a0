"""A list of places into the log: all of it in one transaction, and nothing of it twice."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from domain.events import Event, PlaceRegistered, interchange
from domain.events.identifiers import event_id
from domain.gazetteer.descriptions import Description
from domain.values.problems import Problem, Refused
from importers.gazetteer.place_listing import ListedPlace, ListEntry, SkippedLine, UnusableLine
from importers.gazetteer.reconcile import Reconciler, Reconciliation
from service.importing.recording import FileReport, Recording, Said, Undone
from store.db.connections import Connection, Database
from store.read import log
from store.read.place_descriptions import descriptions
from store.write.projections.periods import refold


@dataclass(slots=True)
class GazetteerReport:
    """What became of a list, in places. `repeated`: on record with all that the list says of them.

    `named` are new ones that have no row of their own: rows of others say that these lie in them.
    `missing` are places on record that have a code of another edition of the scheme, of the same kinds and countries,
    and that this list does not have. They are told and not ended: a list that leaves a place out does not say why.
    """

    read: int = 0
    new: int = 0
    repeated: int = 0
    changed: int = 0
    skipped: int = 0
    refused: int = 0
    named: int = 0
    passed_over: Counter[str] = field(default_factory=Counter)
    """Why rows were skipped."""
    repairs: Counter[str] = field(default_factory=Counter)
    """What was mended, by code, in places."""
    notes: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    problems: list[tuple[int, Problem]] = field(default_factory=list)

    def take(self, told: Reconciliation) -> None:
        self.repairs.update(told.repairs)
        new = isinstance(told.event, PlaceRegistered)
        if told.of.is_named_only:
            self.named += new
            self.problems += [(told.of.line, told.problem)] if told.problem else []
        elif told.problem:
            self.refuse(told.of.line, told.problem)
        else:
            self.new += new
            self.changed += bool(told.event) and not new
            self.repeated += told.event is None

    def refuse(self, line: int, problem: Problem) -> None:
        self.refused += 1
        self.problems.append((line, problem))

    def skip(self, because: str) -> None:
        self.skipped += 1
        self.passed_over[because] += 1


@dataclass(frozen=True, slots=True)
class GazetteerImport:
    """How to load; see Reconciler for `within`, `register` and `new`. `progress` is told places done and in all."""

    by: str
    now: datetime
    within: str | None = None
    register: bool = False
    new: bool = False
    source: str | None = None
    dry_run: bool = False
    progress: Callable[[int, int], None] = lambda done, of: None

    async def load(self, db: Database, listed: Sequence[ListEntry]) -> GazetteerReport:
        """Lines that cannot be accepted are told, and the rest is stored. Raises Refused, StoreError.

        A dry run records all of it too, so that it checks the same, and then none of it.
        """
        results: list[GazetteerReport] = []
        with suppress(Undone):
            async with db.write() as conn:
                results.append(await self._load(conn, listed))
                if self.dry_run:
                    raise Undone
        return results[0]

    async def _load(self, conn: Connection, listed: Sequence[ListEntry]) -> GazetteerReport:
        result = GazetteerReport(read=sum(not (isinstance(one, ListedPlace) and one.is_named_only) for one in listed))
        for one in listed:
            if isinstance(one, UnusableLine):
                result.refuse(one.line, one.problem)
            elif isinstance(one, SkippedLine):
                result.skip(one.because)
        rows = [one for one in listed if isinstance(one, ListedPlace)]
        on_record = await descriptions(conn)
        if self.within is not None and self.within not in on_record:
            raise Refused(Problem(("within",), "UNKNOWN_PLACE", f"no place {self.within} is registered: check the id"))
        at_work = Reconciler(dict(on_record), self.within, self.register, self.new, self.source)
        found: list[Reconciliation] = []
        for told in at_work.take(rows):
            found.append(told)
            self.progress(len(found), len(rows))
        for told in await self._recorded(conn, found):
            result.take(told)
        result.missing = _missing(on_record, rows, set(at_work.claimed))
        return result

    async def _recorded(self, conn: Connection, found: Sequence[Reconciliation]) -> list[Reconciliation]:
        """Records what is told. What the log refuses is told as that, and the rest is kept."""
        recording = Recording(conn, FileReport("places"), self.by, self.now, lambda bad: None)
        head = (await log.head(conn)).position
        said = [_said(told, told.event, head) if told.event else None for told in found]
        refused = {one.event.id: problem for one, problem in await recording.attempt([one for one in said if one])}
        if not self.dry_run:
            await refold(conn, recording.touched)
        return [
            Reconciliation(told.of, problem=refused[one.event.id]) if one and one.event.id in refused else told
            for told, one in zip(found, said, strict=True)
        ]


def _said(told: Reconciliation, event: Event, head: int) -> Said:
    """The id has the head of the log in it: a list may bring back what another list has changed meanwhile."""
    id = event_id(f"{head}\n{interchange.write(event)}")
    return Said(event.model_copy(update={"id": id}), (told.of.line,), None)


def _missing(on_record: dict[str, Description], rows: Iterable[ListedPlace], claimed: set[str]) -> list[str]:
    coded = [one for one in rows if one.code]
    schemes, kinds = {one.code.scheme for one in coded if one.code}, {one.kind for one in coded}
    countries = {_country(on_record, place) for place in claimed if place in on_record}
    return sorted(
        place
        for place, said in on_record.items()
        if place not in claimed
        and said.kind in kinds
        and any(code.scheme in schemes for code in said.codes)
        and _country(on_record, place) in countries
    )


def _country(places: dict[str, Description], place: str) -> str:
    seen = {place}
    while (above := places[place].parent) and above in places and above not in seen:
        place = str(above)
        seen.add(place)
    return place
