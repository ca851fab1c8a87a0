"""Column types and conditions that mean the same on both engines, and lists of values as one parameter."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Date,
    DateTime,
    Integer,
    Select,
    Table,
    Text,
    TypeDecorator,
    bindparam,
    cast,
    column,
    exists,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import Field

Position = BigInteger().with_variant(Integer(), "sqlite")
"""A position of the log. Plain INTEGER on SQLite, where only that makes the key the row's own number."""

Exact = Text().with_variant(Text(collation="C"), "postgresql")
"""Text compared byte by byte on both engines, so that the order does not depend on the server's collation."""


def position_field(**options: object) -> int:
    """A field of a table that holds a position of the log."""
    return Field(sa_type=Position, **options)  # type: ignore[call-overload]


def exact_field(**options: object) -> str:
    """A field of a table that holds text compared byte by byte: ids, keys, codes."""
    return Field(sa_type=Exact, **options)  # type: ignore[call-overload]


class Utc(TypeDecorator[datetime]):
    """A moment in UTC; aware in Python."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


class _Elements(FunctionElement[Any]):
    """The elements of a JSON array as rows: any number of values is one parameter of one statement."""

    name = "elements"
    inherit_cache = True


@compiles(_Elements, "sqlite")
def _on_sqlite(element: _Elements, compiler: Any, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(_Elements, "postgresql")
def _on_postgresql(element: _Elements, compiler: Any, **options: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **options)} AS JSON))"


class UtcDay(FunctionElement[date]):
    """The day (UTC) of a column of moments."""

    name = "utc_day"
    type = Date()
    inherit_cache = True


@compiles(UtcDay, "sqlite")
def _utc_day_on_sqlite(element: UtcDay, compiler: Any, **options: Any) -> str:
    return f"substr({compiler.process(element.clauses, **options)}, 1, {len('2021-06-22')})"


@compiles(UtcDay, "postgresql")
def _utc_day_on_postgresql(element: UtcDay, compiler: Any, **options: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **options)} AT TIME ZONE 'UTC' AS DATE)"


def any_of(parameter: str) -> Select[Any]:
    """For `column.in_(any_of("ids"))` in a statement that is made once and given its ids, as `elements`, when it is
    executed: to make a statement takes longer than to execute it.
    """
    return select(column("value")).select_from(_rows_of(bindparam(parameter, type_=Text)))


def any_position_of(parameter: str) -> Select[Any]:
    """The same for positions."""
    return select(cast(column("value"), Position)).select_from(_rows_of(bindparam(parameter, type_=Text)))


def elements(values: Iterable[str] | Iterable[int]) -> str:
    """What `any_of` and `any_position_of` are given."""
    return json.dumps(sorted(set(values)))


def listed(values: Iterable[str]) -> Select[Any]:
    """For `column.in_(listed(ids))`: one parameter, however many ids."""
    return select(column("value")).select_from(_rows_of(elements(values)))


def positions_listed(values: Iterable[int]) -> Select[Any]:
    """For `column.in_(positions_listed(positions))`: one parameter, however many positions."""
    return select(cast(column("value"), Position)).select_from(_rows_of(elements(values)))


def _rows_of(elements: Any) -> Any:
    return _Elements(elements).table_valued("value")


def in_force(version: Any, position: int | None) -> Any:
    """Whether a version of a place, actor or source was in force at this position of the log; None: at the head."""
    since, until = version.c.position, version.c.until
    if position is None:
        return until.is_(None)
    return (since <= position) & (until.is_(None) | (until > position))


def describes(version: Any, position: int | None, day: date | None) -> Any:
    """Whether a version of a place is the one that describes a civil day, at a position of the log.

    `day` None: the description of the latest days. `version` is the table of versions of places, or an alias of it.
    """
    later = (version if isinstance(version, Table) else version.element).alias()
    newer = (later.c.place == version.c.place) & in_force(later, position)
    newer &= later.c.first_day > version.c.first_day
    if day is None:
        return in_force(version, position) & ~exists().where(newer).correlate(version)
    newer &= later.c.first_day <= day
    return in_force(version, position) & (version.c.first_day <= day) & ~exists().where(newer).correlate(version)
