"""A mapping file: how the columns of somebody's table become events. TOML, written by the user; docs/importing.md.

    name = "town-list"                      # begins the ids of the events
    source = "town-list"                    # the registered source that says all this

    [published]                             # the vintage: when this edition was known
    column = "update"
    dates = ["%d %B %Y %Hh%M UTC"]

    [event]
    type = "ControlAsserted"
    place = { name = "Name", kind = { value = "POPULATED_PLACE" } }
    holder = { column = "Held by", values = { Ukraine = "ukraine", Contested = "" } }

An event is written like a line of the interchange format, with a *cell* in the place of every value: the name of a
column, or a table that says more (`Cell`).
"""

import codecs
import tomllib
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from domain.events import TYPES
from domain.values.problems import FieldError, Problem, Refused, problems_of
from domain.values.text import Slug
from importers import limits
from importers.tables.mapping_nodes import DESCRIPTIONS, Cell, Inside, Node, node
from importers.tables.mapping_part import ColumnName, MappingPart, Pattern, Scalar, belongs_at_top, nearest

STATES = frozenset({"ControlAsserted", "StatusReported"})
"""Types of events that say of a day how things stood."""


class EventMap(BaseModel):
    """An event of one type, with a cell for each of its fields."""

    model_config = ConfigDict(extra="allow", frozen=True)

    type: Literal[*TYPES]  # type: ignore[valid-type]

    @model_validator(mode="after")
    def _has_the_fields_of_its_type(self) -> Self:
        known = {field.alias or name for name, field in TYPES[self.type].model_fields.items()} - {"type", "version"}
        if unknown := sorted(set(self.model_extra or {}) - known):
            hint = nearest(unknown[0], known) or belongs_at_top(unknown[0])
            raise FieldError(
                "NO_SUCH_FIELD", f"{self.type} has no field {unknown[0]}{hint}; it has {', '.join(sorted(known))}"
            )
        return self

    def nodes(self, path: tuple[str, ...] = ()) -> dict[str, Node]:
        """Raises Refused."""
        return {name: node(given, (*path, name)) for name, given in (self.model_extra or {}).items()}


class Skip(MappingPart):
    """Rows to pass over: those in which the column is one of `are`, matches, or is empty."""

    column: ColumnName | tuple[ColumnName, ...]
    are: tuple[Scalar, ...] = ()
    match: Pattern | None = None
    empty: bool = False
    because: str = "skipped by the mapping"


class WideColumns(MappingPart):
    """A wide table, with a column for each day: every cell in one of them is read as a row of its own."""

    match: Pattern
    """A regular expression for the names of those columns; its first group, or the whole name, is the day."""
    name: str = "date"
    """Under which column of the rows that come of it the name stands."""
    value: str = "value"
    """Under which the cell stands."""


class Snapshot(MappingPart):
    """Each edition of the file is the whole state on one day."""

    every_days: Annotated[int, Field(ge=1)] | None = None
    """How often it comes out. What is further apart is told as a gap."""


class Periods(MappingPart):
    """A table of periods: the state of a row held from its `occurred`, a day, to the day in `until`."""

    until: Any
    """A cell: the last day. Where it is empty, the period has no end."""
    until_is: Literal["last day", "first day after"] = "last day"
    after: Literal["unknown", "nothing"] = "unknown"
    """What is recorded of the day after the last, where no other row of the table goes on from there: that nobody is
    known to hold the place, or nothing."""


_Line = Annotated[int, Field(ge=1, le=1000)]


class Mapping(MappingPart):
    name: Annotated[Slug, Field(max_length=40)]
    """Begins the ids of the events. Another name is another table."""
    format: Literal["csv", "jsonl", "geojson", "json"] | None = None
    """Where the name of the file does not tell."""
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    sheet: str | None = None
    """Of a workbook with several sheets, or of a GeoPackage with several layers: which of them."""
    header: _Line | Annotated[tuple[_Line, ...], Field(min_length=1, max_length=10)] | None = None
    """The line of a table in which the names of the columns stand, where it is not the first. Of several lines the
    names are joined."""
    names: tuple[str, ...] | None = Field(default=None, min_length=1)
    """The names of the columns, where no line of the table has them; those of `header` are passed over."""
    skip_lines: Annotated[int, Field(ge=0, le=1000)] = 0
    """Lines above the table: titles and notes."""
    fill: tuple[str, ...] = ()
    """Columns in which an empty cell has the value of the one above it, as merged cells are saved."""
    encoding: str | None = None
    """Of a file that is not UTF-8: `windows-1251`."""
    items: str | None = None
    """Of a JSON document: where its rows are, `results.item`; `*` is any key."""
    decimal: Literal[".", ","] | None = None
    """The mark before decimals, where the numbers of the table do not tell it."""
    thousands: Literal[".", ",", " ", "'", "’"] | None = None
    """The mark between thousands, where the numbers of the table do not tell it."""
    source: Slug | None = None
    published: Any = None
    key: tuple[str, ...] = ()
    """Columns that tell one row from another in every edition. Left out: what the event is about does."""
    columns: WideColumns | None = None
    """Where the days stand beside each other."""
    snapshot: Snapshot | None = None
    periods: Periods | None = None
    """Where each row is a state with a first and a last day."""
    skip: tuple[Skip, ...] = ()
    once: tuple[EventMap, ...] = ()
    """Descriptions of places, actors and sources, recorded where the log does not know them."""
    event: tuple[EventMap, ...] = Field(min_length=1)

    @field_validator("event", "once", "skip", mode="before")
    @classmethod
    def _one_or_many(cls, given: Any) -> Any:
        return [given] if isinstance(given, dict) else given

    @field_validator("encoding")
    @classmethod
    def _is_known(cls, encoding: str | None) -> str | None:
        try:
            # Some codecs are known and are none of text; only using one tells.
            if encoding:
                "a".encode(encoding).decode(encoding)
            return encoding and codecs.lookup(encoding).name
        except (LookupError, ValueError):
            raise FieldError(
                "UNKNOWN_ENCODING", "is no known encoding: utf-8, windows-1251, windows-1252 ..."
            ) from None

    @model_validator(mode="after")
    def _layout_is_possible(self) -> Self:
        lines = self.header if isinstance(self.header, tuple) else (self.header,) if self.header else ()
        if list(lines) != sorted(set(lines)) or any(line <= self.skip_lines for line in lines):
            raise FieldError("BAD_HEADER", "`header` counts lines of the file, in order, below `skip_lines`")
        if self.names and len(set(self.names)) < len(self.names):
            raise FieldError("BAD_HEADER", "`names` has a name twice: give each column its own")
        return self

    @model_validator(mode="after")
    def _periods_are_of_states(self) -> Self:
        if self.periods is None:
            return self
        if self.snapshot or not STATES & {one.type for one in self.event}:
            raise FieldError(
                "NO_PERIODS", f"periods are of an [event] of {' or '.join(sorted(STATES))}, without [snapshot]"
            )
        if not isinstance(node(self.periods.until, ("periods", "until")), Cell):
            raise FieldError("NOT_A_CELL", "`until` is the cell with the last day: name its column")
        return self

    @model_validator(mode="after")
    def _cells_are_cells(self) -> Self:
        # Refused is no ValueError, so pydantic lets it through with the path to the key.
        if self.published is not None:
            node(self.published, ("published",))
        for name, maps in (("once", self.once), ("event", self.event)):
            for i, one in enumerate(maps):
                one.nodes((name, str(i)))
        if wrong := next((one.type for one in self.once if one.type not in DESCRIPTIONS), None):
            raise FieldError(
                "NOT_ONCE", f"{wrong} is no description of a place, an actor or a source: make it an [event]"
            )
        if self.decimal and self.decimal == self.thousands:
            raise FieldError("SAME_MARK", "one mark cannot stand before decimals and between thousands: leave one out")
        if self.snapshot and (len(self.event) != 1 or self.event[0].type != "ControlAsserted"):
            raise FieldError("NO_SNAPSHOT", "a snapshot has one [event], a ControlAsserted: make the others [[once]]")
        if not self.snapshot and any(one.elsewhere for one in self.areas()):
            raise FieldError("NO_SNAPSHOT", "`elsewhere` is what a whole map leaves over: add [snapshot]")
        if self.snapshot and not self.source and "source" not in self.event[0].nodes():
            raise FieldError("NO_SOURCE", "a snapshot is compared with the last of its source: give `source`")
        return self

    def areas(self) -> list[Inside]:
        """How places are laid into polygons, where they are."""
        return [found for one in self.event if isinstance(found := one.nodes().get("place"), Inside)]


def read(text: bytes) -> Mapping:
    """A mapping from the text of its file. Raises Refused with every problem found, each with its key."""
    if len(text) > limits.MAPPING_BYTES_MAX:
        raise Refused(Problem((), "TOO_LONG", "a mapping is a short file: is this the data?"))
    try:
        return Mapping.model_validate(tomllib.loads(text.decode("utf-8-sig")))
    except UnicodeDecodeError:
        raise Refused(Problem((), "NOT_UTF_8", "the mapping is not UTF-8: save it as UTF-8")) from None
    except tomllib.TOMLDecodeError as error:
        raise Refused(Problem((), "NOT_TOML", f"the mapping is no TOML: {error}")) from None
    except ValidationError as error:
        raise Refused(*problems_of(error)) from None
    except FieldError as error:
        raise Refused(Problem((), error.code, str(error))) from None
