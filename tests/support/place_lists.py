"""Runs `timeline places import` over lists and outlines, as its tests do."""

import json
from pathlib import Path
from typing import Any

from tests.support.cli_runner import Cli


def report(cli: Cli, name: str, given: str | bytes, *words: str) -> dict[str, Any]:
    path = Path(cli.folder / name)
    path.write_bytes(given if isinstance(given, bytes) else given.encode())
    told = cli("places", "import", path, *words, "--json").json
    assert told["read"] == sum(told[name] for name in ("new", "repeated", "changed", "skipped", "refused"))
    return told


def counts(told: dict[str, Any]) -> tuple[int, ...]:
    return tuple(told[name] for name in ("read", "new", "repeated", "changed", "refused"))


def codes(told: dict[str, Any]) -> list[tuple[int, str]]:
    return [(one["line"], one["code"]) for one in told["problems"]]


def places(cli: Cli) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in cli("places", "--json").json["places"]}


def features(*given: tuple[dict[str, Any], Any], **more: Any) -> str:
    made = [{"type": "Feature", "properties": told, "geometry": geometry} for told, geometry in given]
    return json.dumps({"type": "FeatureCollection", **more, "features": made}, ensure_ascii=False)


def square(west: float, south: float, size: float = 1) -> dict[str, Any]:
    east, north = west + size, south + size
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


def point(longitude: float, latitude: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [longitude, latitude]}
