"""What the questions about a table need: its rows, what is on record, and how a mapping would read it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePath
from typing import BinaryIO, NamedTuple

from domain.events import Event, SourceRegistered
from domain.events.identifiers import slug
from domain.events.references import PlaceByCode, PlaceByName
from domain.gazetteer.actor_likeness import NamedActor
from importers.reading.line import Line, line_of
from importers.tables import mapping
from importers.tables.mapped_file import MappedFile
from service.importing.draft_mapping import Options, first_good_rows
from service.importing.wizard.answers import Answers
from service.importing.wizard.table_columns import Table
from service.importing.wizard.table_holders import Holder, TableHolders
from service.importing.wizard.table_places import Scope, TablePlaces
from store.db.connections import Database
from store.read import actors, name_search

ROWS_MAX = 20_000
"""Of one table: their names are gone through before anything is asked. Those of later rows are refused if unknown."""
ROWS_SHOWN = 10
_OPEN = "open-word-"
"""Begins what stands for a holder about whom nobody was asked yet."""


@dataclass(frozen=True, slots=True)
class OnRecord:
    places: TablePlaces
    holders: TableHolders


async def on_record(db: Database) -> OnRecord:
    """The gazetteer and the actors."""
    async with db.read() as conn:
        places = await name_search.named_places(conn)
        named = await actors.names_of_actors(conn)
    return OnRecord(TablePlaces.from_places(places), TableHolders([NamedActor(*item) for item in named.items()]))


def read_table(stream: BinaryIO, file_name: str) -> tuple[Table, Options]:
    """The table, and what a mapping has to say so that it can be read. Raises FieldError where it has no good row."""
    good, options = first_good_rows(stream, file_name, ROWS_MAX)
    return Table.from_rows(good), options


def proposed_name(file_name: str) -> str:
    """Of the words in the name of a file, without its dates and numbers: the next edition shall have it too."""
    words = re.findall(r"[A-Za-z]{3,}", PurePath(file_name).stem)
    return slug(" ".join(words), chars_max=30) or "table"


class ReadRow(NamedTuple):
    """What one row becomes, in words; `problem` is why it becomes nothing."""

    line: int
    occurred: str = ""
    place: str = ""
    holder: str = ""
    source: str = ""
    note: str = ""
    problem: str = ""


def read_rows(answers: Answers, stream: BinaryIO, known: OnRecord, words: Iterable[str]) -> list[ReadRow]:
    """The first rows as the answers read them; a question mark is behind what is open. `words` are all the holders'.

    Raises Refused where the answers make no mapping.
    """
    open_words = {f"{_OPEN}{number}": word for number, word in enumerate(words) if word not in answers.holders}
    asked = {word: Holder(id) for id, word in open_words.items()}
    text = replace(answers, holders=answers.holders | asked).mapping()
    lines = MappedFile(mapping.read(text.encode())).lines(stream, answers.file)
    rows = [_read(line, known.places, answers.scope) for line in islice(lines, ROWS_SHOWN)]
    return [row._replace(holder=f"{open_words[row.holder]} ?") if row.holder in open_words else row for row in rows]


def _read(line: Line, places: TablePlaces, scope: Scope) -> ReadRow:
    number = line_of(line.number)
    if line.problems or not line.events:
        problem = next(iter(line.problems), None)
        return ReadRow(number, problem=problem.message if problem else line.skipped or "")
    event = line.events[0]
    return ReadRow(
        number,
        occurred=str(event.occurred),
        place=_place(event, places, scope),
        holder=getattr(event, "holder", None) or getattr(event, "gainer", None) or f"nobody ({_level(event)})",
        source=_source(event.source, line.once),
        note=event.note or "",
    )


def _place(event: Event, places: TablePlaces, scope: Scope) -> str:
    ref = getattr(event, "place", None)
    if isinstance(ref, PlaceByName):
        named = places.named(ref.name, scope)
        return named[0].id if len(named) == 1 else f"{ref.name} ?"
    return ref.code if isinstance(ref, PlaceByCode) else str(ref)


def _source(id: str | None, described: Sequence[Event]) -> str:
    """The name of the source where the row brings it."""
    return next((each.name for each in described if isinstance(each, SourceRegistered) and each.source == id), id or "")


def _level(event: Event) -> str:
    return str(getattr(event, "level", "")).lower()
