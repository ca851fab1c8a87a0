"""How soon a server that is started gives its first map."""

import time

from benchmarks.harness import questions
from benchmarks.harness.client import Client
from benchmarks.harness.data import Data
from benchmarks.harness.progress import say
from benchmarks.harness.stage import Stage
from benchmarks.report.row import Figure, Row


def start(stage: Stage) -> list[Row]:
    """Of the usual log and, where there is one, of the large log."""
    logs = [stage.data, stage.large] if stage.options.large_events else [stage.data]
    return [_row(stage, data) for data in logs]


def _row(stage: Stage, data: Data) -> Row:
    """Wall seconds from the start of the process, a server of its own in each round."""
    seconds = []
    for number in range(1, stage.options.rounds + 1):
        say(f"round {number} of {stage.options.rounds}: start with {data.war.events:,} events")
        server = stage.serve("ours, SQLite, started", data.sqlite_url)
        questions.as_of()(Client(server.port), 0)
        seconds.append(time.perf_counter() - server.begun)
        server.stop()
    title = f"start and first map of a log of {data.war.events:,} events"
    return Row("start", title, "ours, SQLite", Figure(tuple(seconds), "s"), 1.0 if stage.has_goals else None)
