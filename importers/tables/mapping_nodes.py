"""The values of an event in a mapping: cells of the row, objects and lists of them, or the places in an area."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, ValidationError, model_validator

from domain.values.problems import FieldError, Problem, Refused, problems_of
from domain.values.terms import PlaceKind
from domain.values.text import Slug
from importers.reading.dates import check_format, check_offset
from importers.tables.mapping_part import ColumnName, MappingPart, Pattern, Scalar, Template, nearest


class Cell(MappingPart):
    """Where a value comes from, and how it is read. One of `column`, `value`, `template` and `file` is given."""

    column: ColumnName | tuple[ColumnName, ...] | None = None
    """Its name, or names of which the first that the file has is taken: columns are renamed between editions. A name
    that begins with ~ is a regular expression, whatever its case."""
    value: Scalar | None = None
    """The same for every row."""
    template: Template | None = None
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
    offset: Annotated[str, AfterValidator(check_offset)] | None = None
    """Of the times in `published` that have none, `+03:00`. Left out: they are UTC."""
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


class Inside(MappingPart):
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
    {"scheme", "edition", "code", "name", "within", "kind", "kinds", "every", "text", "language", "script", "preferred"}
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


def cells_in(path: tuple[str, ...], given: Node | None) -> Iterator[tuple[tuple[str, ...], Cell]]:
    """Every cell of a value, each with the names of the fields that lead to it."""
    if isinstance(given, Cell):
        yield path, given
    elif isinstance(given, dict):
        for name, each in given.items():
            yield from cells_in((*path, name), each)
    elif isinstance(given, list | First):
        for each in given.nodes if isinstance(given, First) else given:
            yield from cells_in(path, each)
