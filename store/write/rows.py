"""Rows on their way into a table."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, Table, insert

from store.db.connections import Connection

Row = dict[str, Any]
"""Values by the names of their columns."""
_Convert = Callable[[Any], Any]


async def insert_rows(conn: Connection, table: Table, rows: Sequence[Row]) -> None:
    """One statement, or none where there are no rows. Every row has the columns of the first.

    The driver gets plain tuples: for many rows SQLAlchemy's own way from a dictionary to them takes longer than the
    insert.
    """
    if rows:
        statement, _ = _insert(table, tuple(rows[0]), conn.dialect)
        await conn.exec_driver_sql(statement, driver_values(table, rows, conn.dialect))


def driver_values(table: Table, rows: Sequence[Row], dialect: Dialect) -> list[tuple[Any, ...]]:
    """What the driver is given for these rows, in the order of the columns of the table. At least one row."""
    _, columns = _insert(table, tuple(rows[0]), dialect)
    values = [_column([row[name] for row in rows], convert) for name, convert in columns]
    return list(zip(*values, strict=True))


@lru_cache(maxsize=256)
def _insert(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[str, list[tuple[str, _Convert | None]]]:
    """The statement, and its columns in the order of its parameters, each with what makes the driver's value."""
    compiled: Any = insert(table).compile(dialect=dialect, column_keys=names)
    converts = compiled._bind_processors  # public only as a part of execution
    return compiled.string, [(name, _remembered(converts.get(name))) for name in compiled.positiontup]


def _remembered(convert: _Convert | None) -> _Convert | None:
    """Days and moments come again and again in one column."""
    return convert and lru_cache(maxsize=4_096)(convert)


def _column(values: list[Any], convert: _Convert | None) -> Sequence[Any]:
    return values if convert is None else [None if value is None else convert(value) for value in values]
