"""Rows of a table: what several rows share, a day or a holder, is written once and put together for each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from api.graphql.lane.compiling import Compiler, Selected, Writer, leaf
from api.graphql.lane.run import Run


class FlatRows:
    """`subjects` names for each field the subject that it is read from. The texts of a subject are those of its
    fields, as far as they are next to each other.
    """

    def __init__(self, compiler: Compiler, selected: Selected, subjects: Mapping[str, str]):
        self._groups: dict[str, list[list[tuple[bytes, Writer]]]] = {name: [] for name in subjects.values()}
        self._order: list[tuple[str, int]] = []
        for number, below in enumerate(compiler.below(selected)):
            # A name of a type is read from nothing: it goes with what stands before it.
            last = self._order[-1][0] if self._order else next(iter(self._groups))
            self._add(subjects.get(below.name, last), (b"," if number else b"{") + below.prefix, leaf(below))

    def _add(self, subject: str, before: bytes, write: Writer) -> None:
        groups = self._groups[subject]
        if not self._order or self._order[-1][0] != subject:
            self._order.append((subject, len(groups)))
            groups.append([])
        groups[-1].append((before, write))

    def texts(self, run: Run, subject: str, value: Any) -> list[bytes]:
        """What the rows of one day, or of one holder, have in common."""
        groups = self._groups[subject]
        return [b"".join([before + write(run, value) for before, write in group]) for group in groups]

    def list(self, rows: Iterable[Mapping[str, Sequence[bytes]]]) -> bytes:
        """The rows, each from the texts of its subjects."""
        order = self._order
        return b"[" + b",".join([b"".join([row[name][at] for name, at in order]) + b"}" for row in rows]) + b"]"
