"""The answers about a table as a mapping: TOML that a person can read, change and use for the next edition."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.values.terms import ControlLevel
from service.importing.wizard.table_columns import TableColumns
from service.importing.wizard.table_holders import Holder
from service.importing.wizard.table_places import Scope

_ADDRESS = r"^https?://\S+$"


@dataclass(slots=True)
class Answers:
    """`name` begins the ids of the events; `title` is what the table is called as a source. `changes`: its rows tell
    that places changed hands. `places` and `holders` say what words mean; `known` is a day or a moment.
    """

    file: str
    name: str
    title: str
    columns: TableColumns
    options: Mapping[str, str | int] = field(default_factory=dict)
    changes: bool = False
    dates: tuple[str, ...] = ()
    vintage_dates: tuple[str, ...] = ()
    known: str | None = None
    scope: Scope = field(default_factory=Scope)
    scheme: str = "ocha-cod-ab"
    places: dict[str, str] = field(default_factory=dict)
    holders: dict[str, Holder] = field(default_factory=dict)

    def mapping(self) -> str:
        """TOML, as docs/importing.md describes it."""
        return "\n".join([*self._top(), *self._once(), *self._event(), ""])

    def _top(self) -> Iterator[str]:
        yield f"# How {_one_line(self.file)} is read. For its next edition: timeline import FILE --mapping THIS"
        yield ""
        yield f"name = {_text(self.name)}  # begins the ids of the events: keep it for later editions"
        yield f"source = {_text(self.name)}  # of rows that name no other"
        yield from (f"{key} = {_text(value)}" for key, value in self.options.items())
        if self.columns.vintage:
            yield f"published = {_dated(self.columns.vintage, self.vintage_dates)}"
        elif self.known:
            yield f"published = {{ value = {_text(self.known)} }}  # of this edition: change it for the next"

    def _once(self) -> Iterator[str]:
        yield from ("", "[[once]]", 'type = "SourceRegistered"', f"source = {{ value = {_text(self.name)} }}")
        yield f"name = {{ value = {_text(self.title)} }}"
        if named := [column for column in (self.columns.publisher, self.columns.link) if column]:
            yield from ("", "[[once]]  # the source of each row", 'type = "SourceRegistered"')
            yield f"source = {self._row_source()}"
            yield f"name = {{ template = {_text('{' + '|'.join(named) + '}')} }}"
        if self.columns.publisher:
            yield f"publisher = {_text(self.columns.publisher)}"
        if self.columns.link:
            yield f"url = {{ column = {_text(self.columns.link)}, match = {_text(_ADDRESS)} }}"
        for actor in {holder.new.id: holder.new for holder in self.holders.values() if holder.new}.values():
            yield from ("", "[[once]]", 'type = "ActorRegistered"', f"actor = {{ value = {_text(actor.id)} }}")
            yield f"name = {{ value = {_text(actor.name)} }}"
            yield f"kind = {{ value = {_text(actor.kind.value)} }}"

    def _row_source(self) -> str:
        columns = [column for column in (self.columns.link, self.columns.publisher) if column]
        cells = [f"{{ column = {_text(column)}, slug = true }}" for column in columns]
        return cells[0] if len(cells) == 1 else f"{{ first = [{', '.join(cells)}] }}"

    def _event(self) -> Iterator[str]:
        yield from ("", "[event]", f'type = "{"ControlChanged" if self.changes else "ControlAsserted"}"')
        yield f"occurred = {_dated(self.columns.date or '', self.dates)}"
        if self.columns.publisher or self.columns.link:
            yield f"source = {self._row_source()}"
        if self.columns.note:
            yield f"note = {_text(self.columns.note)}"
        yield from self._place()
        yield from self._holder()

    def _place(self) -> Iterator[str]:
        yield from ("", "# The first that a row has.")
        if self.columns.code:
            yield "[[event.place.first]]"
            yield f"scheme = {{ value = {_text(self.scheme)} }}"
            yield f"code = {_text(self.columns.code)}"
        if self.columns.place and self.places:
            yield from ("[[event.place.first]]", f"column = {_text(self.columns.place)}", 'other = "empty"')
            yield "[event.place.first.values]  # other spellings"
            yield from (f"{_text(word)} = {_text(id)}" for word, id in self.places.items())
        if self.columns.place:
            yield from ("[[event.place.first]]", f"name = {_text(self.columns.place)}")
        if self.columns.place and self.scope.kind:
            yield f"kind = {{ value = {_text(self.scope.kind.value)} }}"
        if self.columns.place and self.scope.within:
            yield f"within = {{ value = {_text(self.scope.within)} }}"

    def _holder(self) -> Iterator[str]:
        column = _text(self.columns.holder)
        yield from ("", '# What each word means: the id of an actor; "" is nobody. Other words are refused.')
        yield from (f"[event.{'gainer' if self.changes else 'holder'}]", f"column = {column}")
        yield f"[event.{'gainer' if self.changes else 'holder'}.values]"
        yield from (f"{_text(word)} = {_text(holder.actor or '')}" for word, holder in self.holders.items())
        levels = {word: _level(holder) for word, holder in self.holders.items() if _level(holder)}
        if levels:
            yield from ("", "[event.level]", f"column = {column}", 'other = "empty"', "[event.level.values]")
            yield from (f"{_text(word)} = {_text(level)}" for word, level in levels.items())


def _level(holder: Holder) -> str | None:
    return ControlLevel.CONTESTED.value if holder.contested else None


def _dated(column: str, forms: tuple[str, ...]) -> str:
    listed = f", dates = [{', '.join(map(_text, forms))}]" if forms else ""
    return f"{{ column = {_text(column)}{listed} }}"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _one_line(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)
