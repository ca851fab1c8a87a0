"""Everything that a run has found, as JSON and as Markdown."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.harness.work import Work
from benchmarks.report.row import Row
from benchmarks.report.table import goals_table, markdown, number


@dataclass(frozen=True)
class Measured:
    """One question to one server: medians over rounds, quantiles over all answers."""

    question: str
    server: str
    cpu_ms: tuple[float, ...]
    p50_ms: float
    p99_ms: float
    bytes: int
    answers: int


@dataclass(frozen=True)
class Results:
    machine: Mapping[str, str]
    versions: Mapping[str, str]
    options: Mapping[str, Any]
    rows: Sequence[Row]
    works: Sequence[Measured]
    memory_mb: Mapping[str, float]
    """Of each server after its rounds."""

    def as_json(self) -> str:
        judged = [asdict(row) | {"result": row.result, "met": row.met} for row in self.rows]
        return json.dumps(asdict(self) | {"rows": judged}, indent=1)

    def summary(self) -> str:
        """The goals, and what they were measured on and with."""
        return "\n\n".join(
            (
                goals_table(self.rows),
                f"Machine: {_listed(self.machine)}.",
                f"Versions: {_listed(self.versions)}.",
            )
        )

    def as_markdown(self) -> str:
        works, memory = _works_table(self.works), _memory_table(self.memory_mb)
        return "\n\n".join((self.summary(), f"Options: {_listed(self.options)}.", works, memory)) + "\n"

    def write(self, folder: Path, name: str) -> None:
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.json").write_text(self.as_json() + "\n", "utf-8")
        (folder / f"{name}.md").write_text(self.as_markdown(), "utf-8")


def works_measured(works: Sequence[Work]) -> list[Measured]:
    """Those that were answered."""
    return [
        Measured(
            work.title,
            work.server.name,
            tuple(work.cpu_ms),
            _quantile(work.wall_ms, 0.5),
            _quantile(work.wall_ms, 0.99),
            work.bytes,
            len(work.wall_ms),
        )
        for work in works
        if work.cpu_ms
    ]


def _quantile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _listed(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in values.items() if value not in ("", []))


def _works_table(works: Sequence[Measured]) -> str:
    headings = ("question", "server", "cpu ms", "least to most", "p50 ms", "p99 ms", "bytes", "answers")
    lines = (
        (
            work.question,
            work.server,
            number(sorted(work.cpu_ms)[len(work.cpu_ms) // 2]),
            f"{number(min(work.cpu_ms))} to {number(max(work.cpu_ms))}",
            number(work.p50_ms),
            number(work.p99_ms),
            f"{work.bytes:,}",
            f"{work.answers:,}",
        )
        for work in works
    )
    return markdown(headings, lines)


def _memory_table(memory_mb: Mapping[str, float]) -> str:
    return markdown(("server", "resident MB"), ((name, number(megabytes)) for name, megabytes in memory_mb.items()))
