"""The rows of a file into lines of events, by a mapping: headers are checked, rules skip rows, problems named."""

import re
from collections.abc import Collection, Iterable, Iterator

from domain.values.problems import Problem, Refused
from importers.reading.line import Line
from importers.reading.row import Row
from importers.tables import cells, templates
from importers.tables.column_names import column_of, no_column
from importers.tables.mapping import Skip
from importers.tables.mapping_nodes import cells_in
from importers.tables.row_events import RowEvents, RowMapper


def lines(mapper: RowMapper, rows: Iterable[Row], *, is_table: bool) -> Iterator[Line]:
    """One line for each row. In a table every row has every column, so a missing one ends it at once."""
    checked = not is_table
    for row in rows:
        if not checked and row.cells:
            checked = True
            if problems := tuple(_missing(mapper, row.cells)):
                yield Line(1, row.end, problems=problems)
                return
        yield _line(mapper, row)


def _missing(mapper: RowMapper, header: Collection[str]) -> Iterator[Problem]:
    wanted = [*cells_in(("published",), mapper.published), *cells_in(("until",), mapper.until)]
    wanted += [cell for _, nodes in (*mapper.once, *mapper.events) for cell in cells_in((), nodes)]
    reported: set[tuple[str, ...]] = set()
    for path, cell in wanted:
        columns = cell.columns
        if columns and columns not in reported and not cell.optional and column_of(columns, header) is None:
            reported.add(columns)
            yield Problem(path, "NO_SUCH_COLUMN", no_column(columns, header))
        if cell.template and not cell.optional:
            yield from (
                Problem(path, "NO_SUCH_COLUMN", message) for message in templates.lacking(cell.template, header)
            )
    for name in mapper.mapping.key:
        if name not in header:
            yield Problem(("key",), "NO_SUCH_COLUMN", no_column((name,), header))


def _line(mapper: RowMapper, row: Row) -> Line:
    if row.problems or row.skipped:
        return Line(row.number, row.end, problems=row.problems, repairs=row.repairs, skipped=row.skipped)
    if rule := next((rule for rule in mapper.mapping.skip if _applies(rule, row)), None):
        return Line(row.number, row.end, skipped=rule.because)
    reading = RowEvents(mapper, row, list(row.repairs))
    try:
        once, events = reading.once(), reading.events()
    except cells.Skipped as reason:
        return Line(row.number, row.end, skipped=str(reason))
    except Refused as refusal:
        problems = tuple(map(_in_words_of_a_row, refusal.problems))
        return Line(row.number, row.end, problems=problems, repairs=tuple(dict.fromkeys(reading.repairs)))
    return Line(
        row.number,
        row.end,
        tuple(events),
        tuple(once),
        repairs=tuple(dict.fromkeys(reading.repairs)),
        spellings=tuple(dict.fromkeys(reading.spellings)),
    )


def _in_words_of_a_row(problem: Problem) -> Problem:
    if problem.code != "MISSING":
        return problem
    message = "the row has nothing for it: pass such rows over with [[skip]], or give the cell a `default`"
    return Problem(problem.path, problem.code, message)


def _applies(rule: Skip, row: Row) -> bool:
    columns = (rule.column,) if isinstance(rule.column, str) else rule.column
    name = column_of(columns, row.cells)
    text = "" if name is None or row.cells[name] is None else " ".join(str(row.cells[name]).split())
    return (
        (rule.empty and not text)
        or text.casefold() in {str(value).casefold() for value in rule.are}
        or (rule.match is not None and re.search(rule.match, text) is not None)
    )
