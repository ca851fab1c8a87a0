"""Measure every goal that is wanted and write the table down."""

import subprocess
from collections.abc import Callable

from benchmarks.goals.appending import appends
from benchmarks.goals.connections import connections
from benchmarks.goals.contest import Contest
from benchmarks.goals.fresh import fresh
from benchmarks.goals.loading import imports, rebuild, size
from benchmarks.goals.reading import CONTESTS
from benchmarks.goals.stall import stall
from benchmarks.goals.starting import start
from benchmarks.harness.options import Options
from benchmarks.harness.progress import say
from benchmarks.harness.rounds import run_rounds
from benchmarks.harness.stage import Stage, stage
from benchmarks.report.machine import machine, versions
from benchmarks.report.results import Results, works_measured
from benchmarks.report.row import Row

SINGLE: dict[str, Callable[[Stage], list[Row]]] = {
    "fresh": fresh,
    "start": start,
    "connections": connections,
    "stall": stall,
    "appends": appends,
    "import": imports,
    "rebuild": rebuild,
    "size": size,
}
"""Goals that are measured by themselves, after those that are asked in rounds."""
NAMES = (*CONTESTS, *SINGLE)
TROUBLE = (RuntimeError, OSError, AssertionError, subprocess.CalledProcessError)


def run(options: Options) -> Results:
    """The stalls come after the rounds, since they warm up what those measure; nothing is kept but the results."""
    before = machine()
    with stage(options) as ready:
        contests, failed = _prepared(ready)
        works = list({id(work): work for contest in contests for work in contest.works}.values())
        run_rounds(works, options.rounds)
        rows = [row for contest in contests for row in contest.rows()] + failed
        memory = {server.name: server.memory() for server in ready.servers}
        for name, measure in SINGLE.items():
            if _wanted(options, name):
                rows += _measured(name, measure, ready)
        postgres = ready.cluster.version if "cluster" in vars(ready) else None
    return Results(
        before, versions(postgres), vars(options) | {"only": sorted(options.only)}, rows, works_measured(works), memory
    )


def _wanted(options: Options, name: str) -> bool:
    return options.wants(name) and (name != "large" or bool(options.large_events))


def _prepared(ready: Stage) -> tuple[list[Contest], list[Row]]:
    """The contests that can be held, and a line for each goal that cannot."""
    contests: list[Contest] = []
    failed: list[Row] = []
    for name, prepare in CONTESTS.items():
        if _wanted(ready.options, name):
            say(f"preparing {name}")
            try:
                contests += prepare(ready)
            except TROUBLE as error:
                failed += _failed(name, error)
    return contests, failed


def _measured(name: str, measure: Callable[[Stage], list[Row]], ready: Stage) -> list[Row]:
    say(f"measuring {name}")
    try:
        return measure(ready)
    except TROUBLE as error:
        return _failed(name, error)


def _failed(name: str, error: Exception) -> list[Row]:
    """A goal that cannot be measured is a line of the table, and the others go on."""
    say(f"{name} failed: {error}")
    return [Row(name, name, "ours", None, None, refusal=str(error))]
