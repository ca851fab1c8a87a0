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
import difflib
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from domain.events import TYPES
from domain.values.problems import FieldError, Problem, Refused, problems_of
from domain.values.terms import PlaceKind
from domain.values.text import Slug
from importers import limits
from importers.reading.dates import check_format

Scalar = str | bool | int | float


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, use_attribute_docstrings=True)

    @model_validator(mode="before")
    @classmethod
    def _has_no_other_key(cls, given: Any) -> Any:
        return _slip(cls, given)


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint for a slip, or nothing."""
    plain = {one.casefold(): one for one in known}
    found = difflib.get_close_matches(word.casefold(), list(plain)[: limits.MATCHED_MAX], n=1, cutoff=0.7)
    return f" (did you mean {plain[found[0]]}?)" if found else ""


def _slip(model: type[BaseModel], given: Any) -> Any:
    """Raises FieldError for a key that this part of a mapping does not have."""
    known = list(model.model_fields)
    for key in given if isinstance(given, dict) else ():
        if key not in known:
            hint = nearest(key, known) or _belongs(key)
            raise FieldError("NO_SUCH_KEY", f"there is no key {key!r} here{hint}; there are {', '.join(known)}")
    return given


def _belongs(key: str) -> str:
    return ": it belongs to the top of the mapping, above the first [part]" if key in Mapping.model_fields else ""


def _expression(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise FieldError("BAD_PATTERN", f"is no regular expression ({error}): mend it") from None
    return text


Pattern = Annotated[str, AfterValidator(_expression)]
LIKE = "~"
"""Begins the name of a column that is a pattern."""


def _column(name: str) -> str:
    if name.startswith(LIKE):
        _expression(name.removeprefix(LIKE))
    return name


def _template(text: str) -> str:
    for names in re.findall(r"\{([^{}]+)\}", text):
        for name in names.split("|"):
            _column(name)
    return text


ColumnName = Annotated[str, AfterValidator(_column)]


class Cell(_Part):
    """Where a value comes from, and how it is read. One of `column`, `value`, `template` and `file` says where."""

    column: ColumnName | tuple[ColumnName, ...] | None = None
    """Its name, or names of which the first that the file has is taken: columns are renamed between editions. A name
    that begins with ~ is a regular expression, whatever its case."""
    value: Scalar | None = None
    """The same for every row."""
    template: Annotated[str, AfterValidator(_template)] | None = None
    """Text with columns in braces: `{Name}, {Raion|Rayon}`. Empty where all its columns are."""
    file: Pattern | None = None
    """A regular expression, looked for in the name of the file; its first group is the value."""
    match: Pattern | None = None
    """A regular expression, looked for in the cell; its first group, or all that it found, is the value."""
    values: dict[str, Scalar] | None = None
    """What the words in the cell mean, whatever their case. "" is nobody, or no value."""
    other: Literal["refuse", "keep", "empty", "skip"] = "refuse"
    """What becomes of a word that `values` does not have."""
    dates: tuple[Annotated[str, AfterValidator(check_format)], ...] = ()
    """How dates are written, in the letters of strptime: `%d.%m.%Y`. YYYY-MM-DD and EDTF are always understood."""
    default: Scalar | None = None
    """Where the cell is empty."""
    slug: bool = False
    """Make an id of it: letters, digits and hyphens."""
    optional: bool = False
    """The file may lack the column."""

    @model_validator(mode="after")
    def _comes_from_one_place(self) -> Self:
        given = [name for name in ("column", "value", "template", "file") if getattr(self, name) is not None]
        if len(given) != 1:
            raise FieldError("NO_ORIGIN", f"give one of column, value, template and file; given: {', '.join(given)}")
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        """The names under which the file may have it."""
        return (self.column,) if isinstance(self.column, str) else self.column or ()


class Inside(_Part):
    """The places of the gazetteer whose point lies in the polygon of the row: an event for each of them."""

    area: Literal[True]
    kind: PlaceKind | None = None
    within: Slug | None = None
    elsewhere: Slug | None = None
    """Who holds the places that lie in none of the areas of a snapshot, where the map shows one side alone."""


@dataclass(frozen=True, slots=True)
class First:
    """The first of several ways to say it for which the row has what it takes: by code, else by name."""

    nodes: tuple[Any, ...]


Node = Cell | Inside | First | dict[str, Any] | list[Any]
"""A value of an event: a cell, or an object or a list of them."""
_OBJECT_KEYS = frozenset(
    {"scheme", "edition", "code", "name", "within", "kind", "kinds", "text", "language", "script", "preferred"}
    | {"validFrom", "validTo", "low", "best", "high", "qualifier", "verbatim", "count"}
)
"""Of references, names, codes and counts: what is written in braces and is no cell."""
DESCRIPTIONS = ("PlaceRegistered", "ActorRegistered", "SourceRegistered")


def node(given: Any, path: tuple[str, ...] = ()) -> Node:
    """Raises Refused with the key that is wrong."""
    if isinstance(given, str):
        return Cell(column=given)
    if isinstance(given, bool | int | float):
        return Cell(value=given)
    if isinstance(given, list):
        return [node(one, (*path, str(i))) for i, one in enumerate(given)]
    if not isinstance(given, dict):
        raise Refused(Problem(path, "NOT_A_CELL", 'is no cell: name a column, or write { value = "..." }'))
    if given.keys() == {"first"} and isinstance(given["first"], list):
        return First(tuple(node(one, (*path, "first", str(i))) for i, one in enumerate(given["first"])))
    part = Inside if "area" in given else Cell if given.keys() & Cell.model_fields.keys() else None
    if part is None:
        slip = next((key for key in given if key not in _OBJECT_KEYS and nearest(key, Cell.model_fields)), None)
        if slip:
            hint = nearest(slip, Cell.model_fields)
            raise Refused(Problem(path, "NO_SUCH_KEY", f"there is no key {slip!r} in a cell{hint}"))
        return {name: node(one, (*path, name)) for name, one in given.items()}
    try:
        return part.model_validate(given)
    except ValidationError as error:
        raise Refused(*(problem.under(*path) for problem in problems_of(error))) from None


class EventMap(BaseModel):
    """An event of one type, with a cell for each of its fields."""

    model_config = ConfigDict(extra="allow", frozen=True)

    type: Literal[*TYPES]  # type: ignore[valid-type]

    @model_validator(mode="after")
    def _has_the_fields_of_its_type(self) -> Self:
        known = {field.alias or name for name, field in TYPES[self.type].model_fields.items()} - {"type", "version"}
        if unknown := sorted(set(self.model_extra or {}) - known):
            hint = nearest(unknown[0], known) or _belongs(unknown[0])
            raise FieldError(
                "NO_SUCH_FIELD", f"{self.type} has no field {unknown[0]}{hint}; it has {', '.join(sorted(known))}"
            )
        return self

    def nodes(self, path: tuple[str, ...] = ()) -> dict[str, Node]:
        """Raises Refused."""
        return {name: node(given, (*path, name)) for name, given in (self.model_extra or {}).items()}


class Skip(_Part):
    """Rows to pass over: those in which the column is one of `are`, matches, or is empty."""

    column: ColumnName | tuple[ColumnName, ...]
    are: tuple[Scalar, ...] = ()
    match: Pattern | None = None
    empty: bool = False
    because: str = "skipped by the mapping"


class WideColumns(_Part):
    """A wide table, with a column for each day: every cell in one of them is read as a row of its own."""

    match: Pattern
    """A regular expression for the names of those columns; its first group, or the whole name, is the day."""
    name: str = "date"
    """Under which column of the rows that come of it the name stands."""
    value: str = "value"
    """Under which the cell stands."""


class Snapshot(_Part):
    """Each edition of the file is the whole state on one day."""

    every_days: Annotated[int, Field(ge=1)] | None = None
    """How often it comes out. What is further apart is told as a gap."""


class Mapping(_Part):
    name: Annotated[Slug, Field(max_length=40)]
    """Begins the ids of the events. Another name is another table."""
    format: Literal["csv", "jsonl", "geojson", "json"] | None = None
    """Where the name of the file does not tell."""
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    header: Annotated[int, Field(ge=1, le=1000)] | None = None
    """The line of a CSV file in which the names of the columns stand, where it is not the first."""
    encoding: str | None = None
    """Of a file that is not UTF-8: `windows-1251`."""
    items: str | None = None
    """Of a JSON document: where its rows are, `results.item`; `*` is any key."""
    source: Slug | None = None
    published: Any = None
    key: tuple[str, ...] = ()
    """Columns that tell one row from another in every edition. Left out: what the event is about does."""
    columns: WideColumns | None = None
    """Where the days stand beside each other."""
    snapshot: Snapshot | None = None
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
