"""Sixteen connections at once: how much more comes through than over one, and how long the slowest wait."""

import itertools
import json
import os
import subprocess
from collections.abc import Iterator, Sequence

from benchmarks.harness import questions
from benchmarks.harness.data import ENVIRONMENT, timeline
from benchmarks.harness.load import Load, drive, request
from benchmarks.harness.progress import say
from benchmarks.harness.stage import Stage
from benchmarks.report.row import Figure, Row

CONNECTIONS = 16
SECONDS = 4.0


def connections(stage: Stage) -> list[Row]:
    """With a worker for each core, where the server can have several."""
    workers = os.cpu_count() or 1
    extra = ["--workers", str(workers)] if _has_workers() else []
    name = f"ours, SQLite, {workers} workers" if extra else "ours, SQLite"
    server = stage.serve(name, stage.data.sqlite_url, *extra) if extra else stage.ours
    alone, many = [], []
    asked = maps([country.id for country in stage.data.war.countries])
    for number in range(stage.options.rounds + 1):
        say(f"round {number} of {stage.options.rounds}: 1 and {CONNECTIONS} connections")
        alone.append(drive(server.port, asked, 1, SECONDS / 2))
        many.append(drive(server.port, asked, CONNECTIONS, SECONDS))
    # The first round warms up every worker.
    return _rows(name, alone[1:], many[1:])


def maps(countries: Sequence[str]) -> Iterator[bytes]:
    """The maps of all countries in turn, on dates that vary: none is asked for twice for tens of thousands of times."""
    for number in itertools.count():
        variables = {"d": questions.day(number), "w": countries[number % len(countries)]}
        yield request(json.dumps({"query": questions.AS_OF, "variables": variables}).encode())


def _rows(name: str, alone: list[Load], many: list[Load]) -> list[Row]:
    title = f"maps over {CONNECTIONS} connections"
    refusal = next((load.sample.decode(errors="replace") for load in (*alone, *many) if load.refused), "")
    through, one = (Figure(tuple(load.per_second for load in loads), "/s") for loads in (many, alone))
    slowest, usual = (Figure(tuple(load.quantile(share) for load in many), "ms") for share in (0.99, 0.5))
    return [
        Row("connections", title, name, through, 1.8, one, "one connection", at_least=True, refusal=refusal),
        Row("connections", f"{title}: p99", name, slowest, 4.0, usual, "p50", refusal=refusal),
    ]


def _has_workers() -> bool:
    shown = subprocess.run(
        timeline("serve", "--help"), env={**os.environ, **ENVIRONMENT}, capture_output=True, text=True, check=True
    )
    return "--workers" in shown.stdout
