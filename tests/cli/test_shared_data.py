"""Real tables, where they lie beside the repository: every documented command, twice, and the second adds nothing."""

import re
import shlex

import pytest

from tests.support.cli_runner import Cli
from tests.support.repository import ROOT

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

    [reason] = sqlite_cli(*words).json["reasons"]
    told = [shlex.split(one)[1:] for one in reason["commands"]]
    assert [name for _, name, *_ in told] == ["Donetsk Oblast", "Luhansk Oblast", "Dnipropetrovsk Oblast"]
    for one in told:
        sqlite_cli.does(*one)
    for name, id in (("Kiev Special Republican City", "ua-kyiv"), ("Odessa Oblast", "ua-odeska")):
        sqlite_cli.does("resolve", name, "--is", id)  # of these it is not sure
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


PLACES = {
    # AFG 1 + 34 + 401, TJK 1 + 5 + 76; the countries have no rows.
    "ocha-pcodes/pcodes_afg_tjk_edition_2021-11-17.csv": ((), {"read": 516, "new": 516, "named": 2}),
    # Tajikistan is as before, Afghanistan has the same codes from an earlier day, Ukraine is new: 1 + 27 + 139.
    "ocha-pcodes/pcodes_afg_tjk_ukr.csv": ((), {"read": 682, "new": 166, "changed": 435, "repeated": 81, "named": 1}),
    # Ghanzi and Wardak are not surely Ghazni and Maidan Wardak.
    "afg-geoboundaries/geoBoundaries-AFG-ADM1_simplified.geojson": (
        ("--edition", "2014"),
        {"read": 34, "changed": 32, "refused": 2},
    ),
    # Of 398 districts 27 have names that are not on record, are like several, or may be told apart by brackets.
    "afg-geoboundaries/geoBoundaries-AFG-ADM2_simplified.geojson": (
        ("--edition", "2014"),
        {"read": 398, "changed": 371, "refused": 27},
    ),
}
COUNTS = ("read", "new", "changed", "repeated", "refused", "named")


def placed(cli: Cli, name: str) -> tuple[dict[str, int], list[dict[str, str]]]:
    words, _ = PLACES[name]
    told = cli("places", "import", SHARED / name, *words, "--json").json
    return {count: told[count] for count in COUNTS if told[count]}, told["problems"]


def test_real_lists_and_outlines_of_places_load_and_twice_is_once(sqlite_cli: Cli) -> None:
    """Given the two lists of codes and the outlines, provinces before districts, each is what was counted by hand."""
    for name, (_, expected) in PLACES.items():
        counts, _ = placed(sqlite_cli, name)
        before = sqlite_cli.log()
        again, _ = placed(sqlite_cli, name)

        assert counts == expected, name
        read, refused = expected["read"], expected.get("refused", 0)
        twice = {"read": read, "repeated": read - refused, "refused": refused}
        assert again == {count: number for count, number in twice.items() if number}
        assert sqlite_cli.log() == before

    editions = sqlite_cli("places", "editions", "--within", "Afghanistan", "--json").json["editions"]
    districts = {f"{one['scheme']} {one['edition']}": one["places"] for one in editions if one["kind"] == "DISTRICT"}
    assert districts == {"geoboundaries 2014": 371, "ocha-cod-ab 2019-10-22": 401, "ocha-cod-ab 2021-11-17": 401}


def test_what_the_report_of_outlines_says_to_do_does_it(sqlite_cli: Cli) -> None:
    """Jaghatu is two districts: their provinces tell them apart, once those have outlines."""
    codes, _, provinces, districts = PLACES
    placed(sqlite_cli, codes)
    _, refused = placed(sqlite_cli, districts)
    assert any(one["message"].startswith("Jaghatu may be af-ghazni-jaghatu") for one in refused)
    assert "import the outlines of what they lie in first" in str(refused)

    _, unsure = placed(sqlite_cli, provinces)
    assert [re.search(r"timeline resolve (\S+) --is", one["message"])[1] for one in unsure] == ["Ghanzi", "Wardak"]
    for name, id in (("Ghanzi", "af-ghazni"), ("Wardak", "af-maidan-wardak")):
        sqlite_cli.does("resolve", name, "--is", id)
    assert placed(sqlite_cli, provinces) == ({"read": 34, "changed": 2, "repeated": 32}, [])
    counts, refused = placed(sqlite_cli, districts)
    assert not any(one["message"].startswith("Jaghatu") for one in refused)
    assert counts["refused"] < 27
