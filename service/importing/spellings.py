"""Names of places that a file spells otherwise than the gazetteer, for its report: somebody should look at them."""

from dataclasses import dataclass, field

from domain.events.event_places import place_refs
from domain.events.references import PlaceByName
from domain.gazetteer import names
from importers import limits
from importers.reading.line import Line, line_of
from store.db.connections import Connection
from store.read.places import places_by_ids
from store.write import import_lookups

OTHER_SPELLING = "OTHER_SPELLING"
Decision = tuple[str, str]
"""A name, and the id of the place that the mapping says it means."""


@dataclass(slots=True)
class _Rows:
    first: int
    count: int = 0


@dataclass(slots=True)
class Spellings:
    """The names in the lines of one file. Of a very long one the first few thousand are remembered."""

    _rows: dict[PlaceByName | Decision, _Rows] = field(default_factory=dict)

    def add(self, line: Line) -> None:
        for event in line.events:
            for _, ref in place_refs(event):
                if isinstance(ref, PlaceByName):
                    self._count(ref, line.number)
        for decision in line.spellings:
            self._count(decision, line.number)

    def _count(self, name: PlaceByName | Decision, number: int) -> None:
        if name not in self._rows and len(self._rows) >= limits.SPELLINGS_KEPT_MAX:
            return
        self._rows.setdefault(name, _Rows(number)).count += 1

    async def notes(self, conn: Connection) -> list[str]:
        """One for each name that means a place which is called otherwise first of all."""
        refs = [name for name in self._rows if isinstance(name, PlaceByName)]
        meant = await import_lookups.other_spellings(conn, refs) if refs else {}
        found = [(ref.name, *meant[ref], self._rows[ref]) for ref in refs if ref in meant]
        found += await self._decided(conn)
        notes = [_note(*each) for each in sorted(found, key=lambda each: (each[3].first, each[0]))]
        more = len(notes) - limits.NOTES_SHOWN_MAX
        return notes[: limits.NOTES_SHOWN_MAX] + _more(more)

    async def _decided(self, conn: Connection) -> list[tuple[str, str, str, _Rows]]:
        decisions = [name for name in self._rows if not isinstance(name, PlaceByName)]
        if not decisions:
            return []
        places = await places_by_ids(conn, {id for _, id in decisions})
        return [
            (word, id, places[id].name, self._rows[word, id])
            for word, id in decisions
            if id in places and names.normal(word) != names.normal(places[id].name)
        ]


def _note(word: str, id: str, name: str, rows: _Rows) -> str:
    more = f", and in {rows.count - 1:,} more" if rows.count > 1 else ""
    return f"{OTHER_SPELLING}, line {line_of(rows.first)}{more}: {word!r} was taken for {id} ({name})"


def _more(count: int) -> list[str]:
    return [f"{OTHER_SPELLING}: and {count:,} more names"] if count > 0 else []
