"""The PyPI library `eventsourcing` on SQLite: an aggregate for each place, an event for each report.

    python -m benchmarks.peers.event_store FILE FOLDER import|append COUNT

It prints JSON: processor and wall seconds of each event. In a process of its own, as it is set by the environment.
"""

import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

SAVED_TOGETHER = 400


class Place(Aggregate):
    """What is reported about a place: its latest report, and the log of all."""

    def __init__(self) -> None:
        self.latest: dict[str, Any] = {}

    @event("Reported")
    def report(self, report: dict[str, Any]) -> None:
        self.latest = report


def imported(reports: Sequence[dict[str, Any]]) -> int:
    """Events written, that every place has begun included; hundreds in a transaction."""
    application: Application[Any] = Application()
    written = 0
    for start in range(0, len(reports), SAVED_TOGETHER):
        places: dict[str, Place] = {}
        for report in reports[start : start + SAVED_TOGETHER]:
            place = places.setdefault(str(report.get("place")), Place())
            place.report(report)
        application.save(*places.values())
        written += len(places) + len(reports[start : start + SAVED_TOGETHER])
    return written


def appended(reports: Sequence[dict[str, Any]]) -> int:
    """Each report to a place that exists, in a transaction of its own."""
    application: Application[Any] = Application()
    place = Place()
    application.save(place)
    for report in reports:
        place.report(report)
        application.save(place)
    return len(reports)


def main() -> None:
    file, folder, how, count = sys.argv[1:]
    os.environ["PERSISTENCE_MODULE"] = "eventsourcing.sqlite"
    os.environ["SQLITE_DBNAME"] = str(Path(folder) / f"event-store-{how}.db")
    lines = Path(file).read_text("utf-8").splitlines()[: int(count)]
    cpu, wall = time.process_time(), time.perf_counter()
    written = {"import": imported, "append": appended}[how]([json.loads(line) for line in lines])
    figures = {"cpu_s": (time.process_time() - cpu) / written, "wall_s": (time.perf_counter() - wall) / written}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
