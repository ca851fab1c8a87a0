"""Durable appends through the mutation `record`, beside raw SQLite and beside `eventsourcing`."""

import itertools
import json
import subprocess
import sys
from collections.abc import Iterator
from random import Random
from typing import Any
from uuid import uuid4

from benchmarks.harness.client import Answer, Client
from benchmarks.harness.load import Load, drive, request
from benchmarks.harness.progress import say
from benchmarks.harness.stage import Stage
from benchmarks.harness.work import Work
from benchmarks.peers import raw_sqlite
from benchmarks.report.row import Figure, Row
from benchmarks.seeded_war.country import Country
from benchmarks.seeded_war.shape import DAYS, day

RECORD = """mutation($k: String!, $e: [EventInput!]!) {
  record(idempotencyKey: $k, events: $e) {
    __typename ... on Invalid { problems { message } } ... on Conflict { message }
  }
}"""
CLIENTS, CLIENTS_SECONDS = 16, 4.0
RAW_EVENTS = 300


class Reports:
    """Reports about control that are new to the log; they differ with every one."""

    def __init__(self, countries: list[Country]) -> None:
        self._countries, self._chance = countries, Random(5)

    def report(self) -> dict[str, Any]:
        chance = self._chance
        country = chance.choice(self._countries)
        return {
            "occurred": day(chance.randrange(DAYS)),
            "published": "2024-01-01",
            "source": country.source(chance),
            "place": chance.choice(country.districts),
            "holder": chance.choice(country.actors[:4]),
        }

    def variables(self) -> dict[str, Any]:
        return {"k": uuid4().hex, "e": [{"controlAsserted": self.report()}]}

    def ask(self, client: Client, number: int) -> Answer:
        answer = client.post(RECORD, self.variables())
        assert b'"Recorded"' in answer.body, answer.body[:400]
        return answer

    def requests(self) -> Iterator[bytes]:
        while True:
            yield request(json.dumps({"query": RECORD, "variables": self.variables()}).encode())

    def lines(self) -> Iterator[dict[str, Any]]:
        """For peers, which take them as they are."""
        for number in itertools.count():
            yield {"id": f"raw{number}", "type": "ControlAsserted", **self.report()}


def appends(stage: Stage) -> list[Row]:
    server = stage.serve("ours, SQLite, written to", f"sqlite:///{stage.data.copy('written-to')}")
    reports = Reports(stage.data.war.countries)
    work = Work("one durable append", server, reports.ask)
    connection = raw_sqlite.copy_of_log(stage.data.sqlite_file, stage.data.folder / "raw-appends.db")
    lines, raw, stores, loads = reports.lines(), [], [], []
    for number in range(1, stage.options.rounds + 1):
        say(f"round {number} of {stage.options.rounds}: appends")
        work.run()
        batch = list(itertools.islice(lines, RAW_EVENTS))
        raw.append(raw_sqlite.append_seconds(connection, batch)[0] * 1_000)
        stores.append(event_store_seconds(stage, batch, "append", number) * 1_000)
        loads.append(drive(server.port, reports.requests(), CLIENTS, CLIENTS_SECONDS))
    connection.close()
    return _rows(work, raw, stores, loads)


def event_store_seconds(stage: Stage, events: list[dict[str, Any]], how: str, number: int) -> float:
    """Processor seconds of one event in the library `eventsourcing`, in a process of its own."""
    folder = stage.folder / f"event-store-{how}-{number}"
    folder.mkdir()
    file = folder / "events.jsonl"
    file.write_text("".join(f"{json.dumps(event)}\n" for event in events))
    module = [sys.executable, "-m", "benchmarks.peers.event_store"]
    command = [*module, str(file), str(folder), how, str(len(events))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout)["cpu_s"])


def _rows(work: Work, raw: list[float], stores: list[float], loads: list[Load]) -> list[Row]:
    name = work.server.name
    ours = Figure(tuple(work.cpu_ms), "ms") if work.cpu_ms else None
    refusal = next((load.sample.decode(errors="replace") for load in loads if load.refused), "")
    through = Figure(tuple(load.per_second for load in loads), "/s")
    beside = [
        Row("appends", work.title, name, ours, 8.0, Figure(tuple(raw), "ms"), "raw SQLite"),
        Row("appends", work.title, name, ours, None, Figure(tuple(stores), "ms"), "eventsourcing"),
    ]
    title = f"appends of {CLIENTS} clients"
    return [*beside, Row("appends", title, name, through, 1_000.0, at_least=True, refusal=refusal)]
