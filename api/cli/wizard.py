"""`timeline import FILE` without a mapping: a person is asked what the columns mean, and a mapping is written.

Whatever is asked can be written in a mapping too, which is what comes of the answers: docs/importing.md.
"""

import shlex
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from api.cli import prompts
from api.cli.output.console import Exit, err, fail, out, table
from api.cli.running import NotFound, must_exist, run
from api.cli.wizard_questions import ask_holders, ask_known, ask_order, ask_places, ask_scope
from domain.values.problems import FieldError, Refused
from service.importing.draft_mapping import Options, draft_mapping
from service.importing.wizard.answers import Answers
from service.importing.wizard.date_forms import date_forms, likely_first
from service.importing.wizard.session import OnRecord, on_record, proposed_name, read_rows, read_table
from service.importing.wizard.table_columns import NEEDED, ROLES, Table, TableColumns

_QUESTIONS = {
    "place": "Which column names the place",
    "date": "Which has the date",
    "holder": "Which says who holds it, or took it",
    "link": "Which has a link to the source of the row (- none)",
    "publisher": "Which says who published it (- none)",
    "note": "Which has a note (- none)",
}
_CELL_CHARS = 28


def mapping_by_asking(path: Path, url: str, known_at: str | None) -> Path:
    """The mapping that comes of the answers, written beside the file."""
    written = path.with_suffix(".toml")
    if written.exists() and typer.confirm(f"There is a mapping {written}. Read the file by it?", default=True):
        return written
    must_exist(url)
    with path.open("rb") as stream:
        try:
            rows, options = read_table(stream, path.name)
        except FieldError as error:
            fail(f"{path}: {error}", Exit.NO)
    if not rows.lists_control():
        _only_draft(path, written)
    known = run(on_record, url)
    if not known.places.places:
        raise NotFound(
            "no place is registered, so no name in the table can be found", "load a list first: timeline places import"
        )
    text = _Wizard(path, rows, options, known, known_at).answers().mapping()
    _write(written, text)
    out().print(f"\nWrote {written}. Now a try, which stores nothing:\n")
    return written


def _only_draft(path: Path, written: Path) -> None:
    """Tables of counts, crossings, areas or many days have too many shapes to be asked about."""
    with path.open("rb") as stream:
        _write(written, draft_mapping(stream, path.name))
    raise NotFound(
        f"{path} seems to be no list of who held what where, and only such lists are asked about",
        f"a draft of its mapping is in {written}: look at every question mark, then",
        f"timeline import {shlex.quote(str(path))} --mapping {shlex.quote(str(written))} --dry-run",
    )


def _write(path: Path, text: str) -> None:
    if path.exists() and not typer.confirm(f"Write over {path}?", default=False):
        raise NotFound(f"{path} stays as it is: move it away, or give it with --mapping")
    path.write_text(text, "utf-8")


@dataclass(slots=True)
class _Wizard:
    path: Path
    table: Table
    options: Options
    known: OnRecord
    known_at: str | None

    def answers(self) -> Answers:
        """First what the columns are for, as the cells show it; then what the cells leave open."""
        columns = self.table.columns()
        out().print(f"{self.path}: {len(self.table.rows):,} rows, columns {', '.join(self.table.names)}\n")
        if columns.missing():
            columns = self._asked(columns)
        while not self._is_right(columns):
            columns = self._asked(columns)
        answers = self._proposed(columns)
        title = prompts.ask("\nWhat is this table called, as the source of rows that name no other", answers.title)
        answers.title = title or answers.title
        answers.changes = self._tells_changes()
        ask_order(answers, date_forms(self.table.words(columns.date)))
        answers.known = ask_known(columns.vintage, self.known_at)
        ask_scope(answers, self.known.places)
        ask_places(answers, self.known.places, self.table.words(columns.place))
        ask_holders(answers, self.known.holders, self.table.words(columns.holder))
        return answers

    def _proposed(self, columns: TableColumns) -> Answers:
        """What would be read without a question."""
        forms, vintages = (date_forms(self.table.words(name)) for name in (columns.date, columns.vintage))
        for each in (forms, vintages):
            for ways in [*each.undecided]:
                each.with_first(ways, likely_first(ways))
        return Answers(
            self.path.name,
            proposed_name(self.path.name),
            self.path.stem.replace("_", " "),
            columns,
            self.options,
            changes=self.table.lists_changes(),
            dates=tuple(forms.decided),
            vintage_dates=tuple(vintages.decided),
            scope=self.known.places.scope(self.table.words(columns.place)),
            holders=self.known.holders.decided(self.table.words(columns.holder)),
        )

    def _asked(self, columns: TableColumns) -> TableColumns:
        for number, name in enumerate(self.table.names, start=1):
            cells = ", ".join(list(self.table.words(name))[:3])
            out().print(f"  {number:>2}  {name}: {cells[:60]}")
        for role in ROLES:
            needed = role in NEEDED and not (role == "place" and columns.code)
            answer = prompts.column(_QUESTIONS[role], self.table.names, getattr(columns, role), needed=needed)
            columns = replace(columns, **{role: answer})
        return columns

    def _is_right(self, columns: TableColumns) -> bool:
        answers = self._proposed(columns)
        out().print("\nThis is how its first rows are read. What is marked with ? is asked next.\n")
        self._show(answers)
        used = ", ".join(f"{role}: {getattr(columns, role) or 'none'}" for role in ROLES)
        out().print(f"\n{used}")
        return typer.confirm("Are these the right columns?", default=True)

    def _show(self, answers: Answers) -> None:
        shown = table("line", "date", "place", "holder", "source", "note")
        with self.path.open("rb") as stream:
            try:
                rows = read_rows(answers, stream, self.known, self.table.words(answers.columns.holder))
            except Refused as refusal:
                err().print(str(refusal))
                return
        for row in rows:
            cells = (row.occurred, row.place, row.holder, row.source, row.note)
            if row.problem:
                cells = ("?", row.problem, "", "", "")
            shown.add_row(str(row.line), *map(_cut, cells))
        out().print(shown, soft_wrap=False)

    def _tells_changes(self) -> bool:
        choices = (("h", "who held a place on a day"), ("t", "that a place was taken on a day"))
        return prompts.choose("\nWhat does a row say?", choices, "t" if self.table.lists_changes() else "h") == "t"


def _cut(text: str) -> str:
    return text if len(text) <= _CELL_CHARS else f"{text[: _CELL_CHARS - 1]}…"
