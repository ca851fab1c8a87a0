"""GDAL's own driver for OGC API Features, where GDAL is installed (Debian: gdal-bin): QGIS and ogr2ogr read with it."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.support.asking import RECORD, as_input
from tests.support.builders import cast, changed, place

pytestmark = pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="GDAL is not installed")


@pytest.fixture
def ogc(live_server_url: str) -> str:
    events = [
        *cast(),
        *(place(f"d-{n:02}", parent="af-kunduz", longitude=60 + n / 10, latitude=35.0) for n in range(25)),
        changed("d-07", published="2021-06-22"),
    ]
    variables = {"events": [as_input(event) for event in events], "key": "all", "expected": None}
    answer = httpx2.post(f"{live_server_url}/graphql", json={"query": RECORD, "variables": variables}, timeout=30)
    assert answer.json()["data"]["record"]["__typename"] == "Recorded"
    return f"{live_server_url}/ogc"


def layer(tmp_path: Path, source: str, *options: str) -> list[dict[str, Any]]:
    """The districts as GDAL reads them: ogr2ogr to a GeoJSON file."""
    to = tmp_path / "read.geojson"
    command = ["ogr2ogr", "-f", "GeoJSON", str(to), f"OAPIF:{source}", "districts", *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "ERROR" not in done.stderr
    return [one["properties"] for one in json.loads(to.read_text("utf-8"))["features"]]


def test_gdal_lists_the_collections(ogc: str) -> None:
    done = subprocess.run(["ogrinfo", "-ro", f"OAPIF:{ogc}"], capture_output=True, text=True, timeout=120, check=True)

    assert "districts (title: Districts) (Point)" in done.stdout
    assert "border-crossing-points" in done.stdout


def test_gdal_reads_all_pages_of_a_day(ogc: str, tmp_path: Path) -> None:
    found = layer(tmp_path, f"{ogc}?datetime=2021-06-22")

    assert [one["place"] for one in found] == ["af-imam-sahib", *(f"d-{n:02}" for n in range(25))]
    assert {one["place"] for one in found if one["holder"] == "taliban"} == {"d-07"}
    assert {one["date"] for one in found} == {"2021/06/22"} or {one["date"] for one in found} == {"2021-06-22"}


def test_gdal_asks_for_a_day_by_a_filter_on_date(ogc: str, tmp_path: Path) -> None:
    before = layer(tmp_path, ogc, "-where", "date = '2021/06/20'")
    (tmp_path / "read.geojson").unlink()
    after = layer(tmp_path, ogc, "-where", "date = '2021/06/22'")

    assert (len(before), len(after)) == (26, 26)
    assert not any(one["holder"] for one in before)
    assert any(one["holder"] for one in after)


def test_gdal_asks_for_a_box(ogc: str, tmp_path: Path) -> None:
    found = layer(tmp_path, f"{ogc}?datetime=2021-06-22", "-spat", "60.55", "34", "60.95", "36")

    assert [one["place"] for one in found] == ["d-06", "d-07", "d-08", "d-09"]
