"""Runs `timeline import` over tables with a mapping, as its tests do."""

import json
from pathlib import Path
from typing import Any

from tests.support.cli_runner import Cli, CompletedCommand

CONTROL = """
name = "control"
source = "neutral"
[published]
column = "vintage"
[event]
type = "ControlAsserted"
occurred = "date"
place = { scheme = { value = "ocha-cod-ab" }, code = "pcode" }
holder = { column = "holder", values = { 0 = "government", 1 = "taliban" } }
"""
LIST = """
name = "list"
source = "neutral"
published = "date"
[snapshot]
every_days = 1
[event]
type = "ControlAsserted"
occurred = "date"
place = { name = "town" }
holder = { column = "holder", values = { 0 = "government", 1 = "taliban" } }
"""
COUNTS = ("read", "new", "corrected", "confirmed", "repeated", "skipped", "refused")


def table(cli: Cli, header: str, *rows: str, name: str = "table.csv") -> Path:
    path = cli.folder / name
    path.write_text("\n".join([header, *rows, ""]), "utf-8")
    return path


def load(cli: Cli, mapping: str, *files: Path, code: int = 0, options: tuple[str, ...] = ()) -> dict[str, Any]:
    path = cli.folder / "mapping.toml"
    path.write_text(mapping, "utf-8")
    ended: CompletedCommand = cli("import", *files, "--mapping", path, "--json", *options)
    assert ended.code == code, ended.err or ended.out
    return ended.json


def counts(report: dict[str, Any]) -> dict[str, int]:
    return {name: report[name] for name in COUNTS if report[name]}


def edition(cli: Cli, day: str, *rows: str) -> Path:
    return table(cli, "date,town,holder", *(f"{day},{row}" for row in rows), name=f"{day}.csv")


def imported_events(cli: Cli) -> list[dict[str, Any]]:
    """The events that the tables brought."""
    return [one for one in map(json.loads, cli.log()) if one["id"].startswith(("control/", "list/"))]
