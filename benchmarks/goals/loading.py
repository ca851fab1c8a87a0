"""What it costs to load the log, to build its projections again, and how large they are."""

import json
from dataclasses import replace
from itertools import islice

from benchmarks.goals.appending import event_store_seconds
from benchmarks.harness.clocks import run_and_measure
from benchmarks.harness.data import ENVIRONMENT, Data, timeline
from benchmarks.harness.progress import say
from benchmarks.harness.stage import Stage
from benchmarks.peers import raw_sqlite
from benchmarks.report.row import Figure, Row

LARGE_EVENTS = 1_000_000
"""The size of the large log for which there are goals."""
STORE_EVENTS = 20_000
"""What `eventsourcing` is given to load; its cost grows in proportion."""


def imports(stage: Stage) -> list[Row]:
    """Ours is loaded once, the peers in every round."""
    file = stage.data.sqlite_file
    ours, events = Figure((stage.data.costs["SQLite"].cpu_s,), "s"), stage.data.war.events
    raw, stores = [], []
    with stage.data.news.open(encoding="utf-8") as lines:
        first = [json.loads(line) for line in islice(lines, STORE_EVENTS)]
    for number in range(1, stage.options.rounds + 1):
        say(f"round {number} of {stage.options.rounds}: loading into peers")
        connection = raw_sqlite.copy_of_log(file, stage.folder / f"raw-import-{number}.db")
        raw.append(raw_sqlite.import_seconds(connection, [stage.data.news]))
        connection.close()
        stores.append(event_store_seconds(stage, first, "import", number) * events)
    title, name = f"import of {events:,} events", "ours, SQLite"
    # Of a small log most is the start of the program.
    bounds = (6.0, 4.0) if stage.has_goals else (None, None)
    return [
        Row("import", title, name, ours, bounds[0], Figure(tuple(raw), "s"), "raw SQLite with the same indexes"),
        Row("import", title, name, ours, bounds[1], Figure(tuple(stores), "s"), "eventsourcing"),
        *_on_postgres(stage, title),
    ]


def _on_postgres(stage: Stage, title: str) -> list[Row]:
    """Shown where PostgreSQL is loaded for another goal anyway."""
    cost = stage.data.costs.get("PostgreSQL")
    return [Row("import", title, "ours, PostgreSQL", Figure((cost.cpu_s,), "s"), None)] if cost else []


def rebuild(stage: Stage) -> list[Row]:
    """Of the usual log, and of the large one where there is one: that has goals of its own."""
    cpu, wall, memory = _rebuilt(stage.data)
    rows = [replace(cpu, bound=4.0 if stage.has_goals else None), wall, memory]
    if stage.options.large_events:
        cpu, wall, memory = _rebuilt(stage.large)
        goals = stage.options.large_events == LARGE_EVENTS
        rows += [cpu, replace(wall, bound=30.0 if goals else None), replace(memory, bound=1_000.0 if goals else None)]
    return rows


def _rebuilt(data: Data) -> list[Row]:
    """Processor time, wall time and memory, without goals."""
    say(f"building the projections of {data.war.events:,} events again")
    command = timeline("rebuild", "--database-url", f"sqlite:///{data.copy('rebuilt')}")
    wall, cpu, memory = run_and_measure(command, ENVIRONMENT)
    title = f"rebuild of {data.war.events:,} events, {data.war.places:,} places"
    figures = {"processor time": (cpu, "s"), "wall time": (wall, "s"), "most memory": (memory, "MB")}
    return [
        Row("rebuild", f"{title}: {what}", "ours, SQLite", Figure((value,), unit), None)
        for what, (value, unit) in figures.items()
    ]


def size(stage: Stage) -> list[Row]:
    """What the projections take in the SQLite file, with their indexes, and the whole file; places are in both."""
    events = stage.data.war.events
    whole, projections = (Figure((total / events,), "bytes") for total in stage.data.sizes())
    bound = 700.0 if stage.has_goals else None
    return [
        Row("size", "all projections, for each event", "ours, SQLite", projections, bound),
        Row("size", "the whole file, for each event", "ours, SQLite", whole, None),
    ]
