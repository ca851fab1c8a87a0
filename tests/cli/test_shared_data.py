"""Real tables, where they lie beside the repository: every documented command, twice, and the second adds nothing."""

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Cli

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data"
MAPPINGS = ROOT / "sample" / "mappings"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the real data is not here")

TABLES = {
    "town-control-list": ("ukr-control-monthly/*.csv", 1_734),
    "border-crossings": ("ukr-ocha-border-crossings/*.geojson", 238),
    "hostilities": ("ukr-ocha-hostilities/*.geojson", 288),
    "geonames-towns": ("geonames-af-tj/*.json", 422),
    "district-names": ("afg-names/*.json", 492),
}
MOST_REFUSED = 0.03
"""Of the rows of a table; more says that the mapping does not fit."""


@pytest.mark.parametrize("mapping", TABLES)
def test_a_real_table_loads_by_its_mapping_and_twice_is_once(sqlite_cli: Cli, mapping: str) -> None:
    pattern, rows = TABLES[mapping]
    words = ("import", *sorted(SHARED.glob(pattern)), "--mapping", MAPPINGS / f"{mapping}.toml", "--json")

    first = sqlite_cli(*words)
    before = sqlite_cli.log()
    again = sqlite_cli(*words).json

    assert first.code == 0, first.err
    assert first.json["read"] == rows
    assert first.json["refused"] <= MOST_REFUSED * rows
    assert all(one["message"] for one in first.json["problems"])
    assert (again["new"], again["corrected"], again["confirmed"]) == (0, 0, 0)
    assert again["refused"] == first.json["refused"]
    assert sqlite_cli.log() == before


def test_every_event_of_ucdp_loads_and_twice_is_once(sqlite_cli: Cli) -> None:
    words = ("import", *SHARED.glob("ukr-ucdp-ged/*.csv"), "--known-at", "2020-06-01", "--json")

    first = sqlite_cli(*words).json
    before = sqlite_cli.log()
    again = sqlite_cli(*words).json

    assert (first["new"], first["skipped"], first["refused"]) == (1_167, 1, 0)
    assert first["files"][0]["repairs"] == {"BOUNDS_WIDENED": 19}
    assert again["repeated"] == 1_167
    assert sqlite_cli.log() == before


def test_ucdp_is_laid_into_a_gazetteer_by_the_commands_that_its_refusals_name(sqlite_cli: Cli) -> None:
    sqlite_cli.does("places", "import", SHARED / "ocha-pcodes" / "pcodes_afg_tjk_ukr.csv")
    words = ("import", *SHARED.glob("ukr-ucdp-ged/*.csv"), "--known-at", "2020-06-01", "--within", "ua", "--json")

    for decisions in (1, 4):
        [reason] = sqlite_cli(*words).json["reasons"]
        told = [shlex.split(one)[1:] for one in reason["commands"] if not one.endswith("--is ID")]
        assert len(told) == decisions
        for one in told:
            sqlite_cli.does(*one)
    sqlite_cli.does("resolve", "Kiev Special Republican City", "--is", "ua-kyiv")
    last = sqlite_cli(*words).json
    before = sqlite_cli.log()

    # Of two districts of before 2020 none of today's is surely the same.
    assert (last["read"], last["refused"]) == (1_168, 2)
    assert sqlite_cli(*words).json["repeated"] == 1_165
    assert sqlite_cli.log() == before


def test_the_gazetteer_of_a_list_is_none_of_the_dates(sqlite_cli: Cli) -> None:
    """Given a list with a vintage, then nothing of it is known before."""
    sqlite_cli.does(
        "import",
        *sorted(SHARED.glob("ukr-control-monthly/*.csv")),
        "--mapping",
        MAPPINGS / "town-control-list.toml",
    )

    published = [re.search(r'"published":"(\d{4}-\d\d)', line) for line in sqlite_cli.log()]

    assert {found[1] for found in published if found} == {f"2022-0{month}" for month in range(3, 9)}
