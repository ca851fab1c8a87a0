"""A snapshot as a file: what the map says is in it, with whose word it is, and no cell that a spreadsheet runs."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from struct import unpack
from typing import Any

import pytest
from geojson_pydantic import FeatureCollection

from service.exporting import export_parquet, export_states
from tests.support.builders import (
    asserted,
    cast,
    changed,
    code,
    place,
    source,
    status,
)
from tests.support.cli_runner import Cli

CLOCKWISE = [[68.5, 37.1], [68.5, 37.4], [69, 37.4], [68.5, 37.1]]
OUTLINE = {"type": "Polygon", "coordinates": [CLOCKWISE]}


@pytest.fixture
def atlas(cli: Cli) -> Cli:
    cli.imported(
        *cast(),
        source("atlas", licence="CC-BY-4.0", credit="© Atlas, 2021"),
        place("af-outlined", "Outlined", parent="af-kunduz", source="atlas", geometry=OUTLINE, codes=[code("AF1")]),
        place("af-pointed", "=1+1", kind="BASE", longitude=-68.7, latitude=37.2),
        place("af-gone", existsTo="2021-01-01"),
        changed("af-outlined", published="2021-06-22"),
        asserted("af-outlined", "government", source="ministry"),
        changed("af-pointed", published="2021-06-22"),
    )
    return cli


def features(cli: Cli, *options: object) -> dict[str, dict[str, Any]]:
    found = json.loads(cli.does("export", "--as-of", *options))
    return {one["id"]: one for one in found["features"]}


def rows(text: str) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(text, newline=""))]


def test_geojson_is_what_rfc_7946_says(atlas: Cli) -> None:
    text = atlas.does("export", "--as-of", "2021-06-23")

    found = FeatureCollection.model_validate_json(text)
    [outlined] = [one for one in found.features if one.id == "af-outlined"]
    assert outlined.geometry.model_dump()["coordinates"] == [[tuple(corner) for corner in CLOCKWISE[::-1]]]
    assert features(atlas, "2021-06-23")["af-pointed"]["geometry"] == {"type": "Point", "coordinates": [-68.7, 37.2]}
    assert features(atlas, "2021-06-23")["af"]["geometry"] is None


def test_a_row_says_who_held_what_and_at_which_coordinates(atlas: Cli) -> None:
    found = features(atlas, "2021-06-23")["af-outlined"]["properties"]
    state = atlas("state", "af-outlined", "--as-of", "2021-06-23", "--json").json

    for name in ("levelCertainty", "lastWord", "basisVoices"):
        assert found.pop(name) == state[name]
    assert found.pop("why") == state["why"]["text"]
    assert found == {
        "place": "af-outlined",
        "name": "Outlined",
        "kind": "DISTRICT",
        "parent": "af-kunduz",
        "codes": ["ocha-cod-ab:2021-11-17:AF1"],
        "holder": "taliban",
        "holderName": "Taliban",
        "level": "CONTROL",
        "certainty": "CLAIMED",
        "since": "2021-06-21",
        "manner": "UNKNOWN",
        "alternatives": ["CONTROL government"],
        "status": None,
        "statusDirection": None,
        "statusCertainty": None,
        "statusSince": None,
        "statusAlternatives": [],
        "sources": ["atlas", "ministry", "neutral"],
        "date": "2021-06-23",
        "knownOn": None,
        "knownAt": None,
        "position": 14,
        "policy": "AGAINST_INTEREST",
    }


def test_whether_a_place_can_be_used_is_beside_who_holds_it(atlas: Cli) -> None:
    shut = status("af-outlined", "CLOSED", "2021-06-22", source="neutral")
    atlas.imported(shut, status("af-outlined", "OPEN", "2021-06-22", direction="OUTBOUND", source="ministry"))

    found = features(atlas, "2021-06-23")["af-outlined"]["properties"]
    [row] = [one for one in rows(atlas.does("export", "--as-of", "2021-06-23", "--format", "csv")) if one["status"]]

    assert {name: found[name] for name in found if name.startswith("status")} == {
        "status": "CLOSED",
        "statusDirection": "BOTH",
        "statusCertainty": "DISPUTED",
        "statusSince": "../2021-06-22",
        "statusAlternatives": ["OPEN OUTBOUND"],
    }
    assert (row["place"], row["status"], row["statusAlternatives"]) == ("af-outlined", "CLOSED", "OPEN OUTBOUND")
    assert found["holder"] == "taliban"
    assert features(atlas, "2021-06-21")["af-outlined"]["properties"]["statusCertainty"] is None


def test_a_place_that_is_no_more_is_not_in_it(atlas: Cli) -> None:
    assert "af-gone" not in features(atlas, "2021-06-23")
    assert "af-gone" in features(atlas, "2020-12-31")


@pytest.mark.parametrize(
    "options",
    [
        ["2021-06-23@2021-06-21"],
        ["2021-06-23", "--known-on", "2021-06-21"],
        ["2021-06-23@11"],
        ["2021-06-23", "--position", "11"],
        ["2021-06-20"],
    ],
)
def test_each_coordinate_is_taken(atlas: Cli, options: list[str]) -> None:
    """Before it fell, before anybody said so, and before it was recorded: nothing is known of the district."""
    assert features(atlas, *options)["af-outlined"]["properties"]["certainty"] == "UNKNOWN"


def test_the_token_of_a_file_gives_the_file_again(atlas: Cli) -> None:
    first = atlas.does("export", "--as-of", "2021-06-23", "--policy", "cautious")
    atlas.imported(changed("af-imam-sahib"))

    assert atlas.does("export", "--as-of", json.loads(first)["snapshot"]["token"]) == first


def test_places_can_be_chosen(atlas: Cli) -> None:
    assert [*features(atlas, "2021-06-23", "--within", "Kunduz", "--kind", "district")] == [
        "af-imam-sahib",
        "af-outlined",
    ]


@pytest.mark.parametrize("form", ["geojson", "csv"])
def test_pages_leave_no_seam(atlas: Cli, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    whole = atlas.does("export", "--as-of", "2021-06-23", "--format", form)

    for places in (1, 2, 5):
        monkeypatch.setattr(export_states, "PAGE_PLACES", places)
        assert atlas.does("export", "--as-of", "2021-06-23", "--format", form) == whole


def test_a_table_says_the_same_as_the_map(atlas: Cli) -> None:
    on_the_map = features(atlas, "2021-06-23")

    for row in rows(atlas.does("export", "--as-of", "2021-06-23", "--format", "csv")):
        properties = on_the_map[row["place"]]["properties"]
        for name in ("holder", "certainty", "since", "why", "kind", "parent", "date", "knownOn"):
            assert row[name] == (properties[name] or "")
        assert row["sources"] == "; ".join(properties["sources"])


def test_no_cell_is_a_formula(atlas: Cli) -> None:
    [pointed] = [
        row
        for row in rows(atlas.does("export", "--as-of", "2021-06-23", "--format", "csv"))
        if row["place"] == "af-pointed"
    ]

    assert pointed["name"] == "'=1+1"
    assert float(pointed["longitude"]) == -68.7  # a number is no formula, whatever it begins with


def test_the_terms_of_the_sources_are_in_a_table_beside_the_table(atlas: Cli, tmp_path: Path) -> None:
    atlas.does("export", "--as-of", "2021-06-23", "--within", "af-outlined", "-o", tmp_path / "map.csv")

    beside = rows((tmp_path / "map.sources.csv").read_text("utf-8"))
    assert [one["source"] for one in beside] == ["atlas", "ministry", "neutral"]
    assert (beside[0]["licence"], beside[0]["attribution"]) == ("CC-BY-4.0", "© Atlas, 2021")
    assert rows(atlas.does("export", "--as-of", "2021-06-23", "--within", "af-outlined", "--sources")) == beside


def test_the_terms_of_the_sources_are_in_the_map(atlas: Cli) -> None:
    found = json.loads(atlas.does("export", "--as-of", "2021-06-23"))

    assert [one["source"] for one in found["attributions"]] == ["atlas", "ministry", "neutral"]
    assert found["attributions"][0]["licence"] == "CC-BY-4.0"
    assert found["attributions"][1]["licence"] is None


def test_all_sources_can_be_listed_with_their_terms(atlas: Cli) -> None:
    assert [one["source"] for one in rows(atlas.does("export", "--sources"))] == ["atlas", "ministry", "neutral"]


def test_parquet_has_the_same_rows_and_terms(atlas: Cli, tmp_path: Path) -> None:
    from pyarrow import parquet

    atlas.does("export", "--as-of", "2021-06-23", "-o", tmp_path / "map.parquet")

    file = parquet.ParquetFile(tmp_path / "map.parquet")
    table = {row["place"]: row for row in file.read().to_pylist()}
    on_the_map = features(atlas, "2021-06-23")
    assert [*table] == [*on_the_map]
    for id, row in table.items():
        shape = row.pop("geometry")
        assert (shape is None) == (on_the_map[id]["geometry"] is None)
        days = {name: row[name] and row[name].isoformat() for name in ("date", "lastWord")}
        assert {**row, **days} == on_the_map[id]["properties"]
    assert table["af"]["date"] == date(2021, 6, 23)
    told_of = {name: json.loads(value) for name, value in file.metadata.metadata.items() if name != b"ARROW:schema"}
    assert told_of[b"attributions"][0]["licence"] == "CC-BY-4.0"
    assert told_of[b"geo"]["primary_column"] == "geometry"
    assert told_of[b"snapshot"]["position"] == 14


def test_parquet_has_points_as_well_known_binary(atlas: Cli, tmp_path: Path) -> None:
    from pyarrow import parquet

    atlas.does("export", "--as-of", "2021-06-23", "--kind", "base", "-o", tmp_path / "map.parquet")

    [row] = parquet.read_table(tmp_path / "map.parquet").to_pylist()
    assert unpack("<BIdd", row["geometry"]) == (1, 1, -68.7, 37.2)


def test_without_the_extra_parquet_is_refused_in_words(atlas: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_parquet, "find_spec", lambda name: None)

    ended = atlas("export", "--as-of", "2021-06-23", "--format", "parquet")

    assert ended.code == 2
    assert "pip install 'conflict-timeline[parquet]'" in " ".join(ended.err.split())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--format", "csv"], "csv is of a day: add --as-of DATE"),
        (["--as-of", "2021-06-23", "--format", "jsonl"], "jsonl is the log"),
        (["--within", "af"], "add --as-of DATE"),
        (["--position", "3"], "add --as-of DATE"),
        (["--as-of", "2021-06-23", "--after", "3"], "--after chooses from the log"),
        (["--sources", "--format", "geojson"], "--sources makes a table"),
        (["--as-of", "2021-6-23"], "YYYY-MM-DD"),
    ],
)
def test_options_that_contradict_each_other_are_refused(atlas: Cli, options: list[str], said: str) -> None:
    ended = atlas("export", *options)

    assert ended.code == 2
    assert said in " ".join(ended.err.replace("│", " ").split())


def test_a_position_that_the_log_has_not_reached_is_refused(atlas: Cli) -> None:
    assert atlas("export", "--as-of", "2021-06-23@99").code == 1


def test_a_day_without_places_is_a_file_without_rows(sqlite_cli: Cli) -> None:
    assert features(sqlite_cli, "2021-06-23") == {}
    assert rows(sqlite_cli.does("export", "--as-of", "2021-06-23", "--format", "csv")) == []


@pytest.mark.parametrize("name", ["june.xlsx", "june.gz", "june.shp", "JUNE.XLSX", "june.geojson.zip"])
@pytest.mark.parametrize("more", [[], ["--as-of", "2021-06-22"], ["--sources"]])
def test_a_file_whose_ending_is_of_nothing_that_is_written_is_refused(
    sqlite_cli: Cli, name: str, more: list[str]
) -> None:
    sqlite_cli.imported(*cast())

    ended = sqlite_cli("export", *more, "-o", sqlite_cli.folder / name)

    assert ended.code == 2
    assert Path(name).suffix.lower() in ended.err
    assert not (sqlite_cli.folder / name).exists()


def test_a_log_is_not_written_under_the_ending_of_a_days_file(sqlite_cli: Cli) -> None:
    sqlite_cli.imported(*cast())

    for name in ("log.csv", "log.geojson", "log.json", "log.parquet"):
        assert sqlite_cli("export", "-o", sqlite_cli.folder / name).code == 2
    sqlite_cli.does("export", "-o", sqlite_cli.folder / "log.2021-06-22")
    sqlite_cli.does("export", "--format", "jsonl", "-o", sqlite_cli.folder / "log.txt")
