"""Maps in other formats than GeoJSON give the same columns, or one refusal that says what to do."""

import io
import shutil
from pathlib import Path
from typing import Any

import pyarrow
import pytest
import shapely
from pyarrow import parquet

from importers import limits
from importers.reading import binary_rows
from importers.reading.binary_rows import Layout
from importers.reading.file_kinds import FileKind, kind_of
from importers.reading.row import Row
from tests.support import map_files
from tests.support.table_files import codes

KML = '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>'
PLACEMARK = (
    "<Placemark><name>{}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>25,13,7 26,13,7 26,14,7 25,13,7"
    "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
)


def rows(path: Path, sheet: str | None = None) -> list[Row]:
    with path.open("rb") as file:
        kind = kind_of(file)
        assert kind is not None
        return list(binary_rows.rows(file, kind, Layout(sheet)))


def cells(found: list[Row]) -> list[dict[str, Any]]:
    return [dict(row.cells) for row in found if row.cells]


def geoparquet(path: Path, crs: Any = "missing") -> Path:
    column = {"encoding": "WKB", "geometry_types": ["Polygon"], **({} if crs == "missing" else {"crs": crs})}
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    shapes = [shapely.to_wkb(shapely.box(*box)) for _, box in map_files.AREAS]
    table = pyarrow.table({"holder": [holder for holder, _ in map_files.AREAS], "geometry": shapes})
    import json

    parquet.write_table(table.replace_schema_metadata({"geo": json.dumps(geo)}), path)
    return path


@pytest.mark.parametrize("ending", ["shp", "gpkg", "kml"])
def test_features_have_the_columns_of_geojson(tmp_path: Path, ending: str) -> None:
    found = cells(rows(map_files.write(tmp_path / f"areas.{ending}")))

    assert [one["holder"] for one in found] == ["taliban", "government"]
    assert {one["@type"] for one in found} == {"Polygon"}
    assert found[0]["@geometry"]["coordinates"][0][0] == [69.0, 36.0]


def test_dates_are_dates(tmp_path: Path) -> None:
    assert cells(rows(map_files.write(tmp_path / "areas.gpkg")))[0]["day"] == "2021-06-20"


def test_heights_are_left_out_and_points_have_their_columns(tmp_path: Path) -> None:
    path = tmp_path / "points.kml"
    point = "<Placemark><name>Post</name><Point><coordinates>25.5,13.5,600</coordinates></Point></Placemark>"
    path.write_text(KML.format(point + PLACEMARK.format("RSF")))
    post, area = cells(rows(path))

    assert (post["Name"], post["@lon"], post["@lat"]) == ("Post", 25.5, 13.5)
    assert area["@geometry"]["coordinates"][0][0] == [25.0, 13.0]


def test_the_folders_of_kml_are_all_read_and_named(tmp_path: Path) -> None:
    path = tmp_path / "folders.kml"
    folders = [f"<Folder><name>{name}</name>{PLACEMARK.format('Area')}</Folder>" for name in ("RSF", "SAF")]
    path.write_text(KML.format("".join(folders)))
    found = rows(path)

    assert [one["@folder"] for one in cells(found)] == ["RSF", "SAF"]
    assert [row.number for row in found] == [1, 2]


class TestArchives:
    def test_a_zipped_shapefile_is_read(self, tmp_path: Path) -> None:
        archive = map_files.zipped(tmp_path / "areas.zip", map_files.write(tmp_path / "areas.shp"))

        assert [one["holder"] for one in cells(rows(archive))] == ["taliban", "government"]

    def test_of_several_shapefiles_it_asks_which(self, tmp_path: Path) -> None:
        parts = [map_files.write(tmp_path / f"{name}.shp") for name in ("adm1", "adm2")]
        archive = map_files.zipped(tmp_path / "areas.zip", *parts)

        assert codes(rows(archive)) == [(1, "WHICH_LAYER")]
        assert len(cells(rows(archive, "ADM2"))) == 2
        assert codes(rows(archive, "adm3")) == [(1, "NO_SUCH_LAYER")]

    def test_a_stream_from_elsewhere_is_read_too(self, tmp_path: Path) -> None:
        archive = map_files.zipped(tmp_path / "areas.zip", map_files.write(tmp_path / "areas.shp"))
        file = io.BytesIO(archive.read_bytes())

        assert len(cells(list(binary_rows.rows(file, kind_of(file))))) == 2  # type: ignore[arg-type]

    def test_kmz_is_read(self, tmp_path: Path) -> None:
        kml = tmp_path / "doc.kml"
        kml.write_text(KML.format(PLACEMARK.format("RSF")))

        assert [one["Name"] for one in cells(rows(map_files.zipped(tmp_path / "a.kmz", kml)))] == ["RSF"]


class TestLayers:
    def test_of_several_layers_of_a_geopackage_it_asks_which(self, tmp_path: Path) -> None:
        path = map_files.write(tmp_path / "areas.gpkg", layer="june")
        map_files.write(path, layer="july", append=True)
        [asked] = rows(path)

        assert asked.problems[0].code == "WHICH_LAYER"
        assert "june, july" in asked.problems[0].message
        assert len(cells(rows(path, "July"))) == 2

    def test_topojson(self, tmp_path: Path) -> None:
        assert cells(rows(map_files.topojson(tmp_path / "t.json", "areas")))[0]["holder"] == "taliban"
        assert codes(rows(map_files.topojson(tmp_path / "two.json", "a", "b"))) == [(1, "WHICH_LAYER")]


class TestCoordinates:
    @pytest.mark.parametrize("ending", ["shp", "gpkg"])
    def test_another_system_than_wgs_84_is_refused_by_name(self, tmp_path: Path, ending: str) -> None:
        [row] = rows(map_files.write(tmp_path / f"areas.{ending}", crs="EPSG:3857"))

        assert row.problems[0].code == "OTHER_CRS"
        assert "EPSG:3857" in row.problems[0].message

    def test_a_datum_of_its_own_is_another_system_though_it_is_in_degrees(self, tmp_path: Path) -> None:
        assert codes(rows(map_files.write(tmp_path / "areas.gpkg", crs="EPSG:4284"))) == [(1, "OTHER_CRS")]

    def test_geoparquet_has_degrees_if_it_does_not_say(self, tmp_path: Path) -> None:
        found = cells(rows(geoparquet(tmp_path / "a.parquet")))

        assert [(one["holder"], one["@type"]) for one in found] == [("taliban", "Polygon"), ("government", "Polygon")]
        assert "geometry" not in found[0]

    @pytest.mark.parametrize(
        ("crs", "code"),
        [({"id": {"authority": "EPSG", "code": 3857}}, "OTHER_CRS"), ({"name": "Mars"}, "OTHER_CRS"), (None, "NO_CRS")],
    )
    def test_geoparquet_in_another_system_is_refused(self, tmp_path: Path, crs: Any, code: str) -> None:
        assert codes(rows(geoparquet(tmp_path / "a.parquet", crs))) == [(1, code)]


class TestEncoding:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        """A shapefile of before Unicode, which does not say how its words are encoded."""
        path = map_files.write(tmp_path / "areas.shp")
        path.with_suffix(".cpg").unlink()
        table = path.with_suffix(".dbf")
        content = bytearray(table.read_bytes())
        content[29] = 0
        table.write_bytes(content.replace(b"West ", "Київ ".encode("windows-1251")))
        return path

    def test_words_in_an_encoding_that_nobody_names_are_refused_and_not_guessed(self, path: Path) -> None:
        [row] = rows(path)

        assert row.problems[0].code == "UNKNOWN_ENCODING"
        assert ".cpg" in row.problems[0].message

    def test_the_mapping_names_it(self, path: Path) -> None:
        with path.open("rb") as file:
            found = list(binary_rows.rows(file, FileKind.SHAPEFILE, Layout(encoding="windows-1251")))

        assert [one["Name"] for one in cells(found)] == ["Київ", "East"]

    def test_so_does_a_file_beside_it(self, path: Path) -> None:
        path.with_suffix(".cpg").write_text("WINDOWS-1251")

        assert [one["Name"] for one in cells(rows(path))] == ["Київ", "East"]


class TestDamaged:
    def test_a_shapefile_alone_names_the_parts_that_it_lacks(self, tmp_path: Path) -> None:
        path = map_files.write(tmp_path / "areas.shp")
        for ending in ("shx", "prj"):
            path.with_suffix(f".{ending}").unlink()
        [row] = rows(path)

        assert row.problems[0].code == "INCOMPLETE"
        assert "areas.shx, areas.prj" in row.problems[0].message

    @pytest.mark.parametrize("ending", ["shp", "gpkg", "kml", "zip", "parquet", "json"])
    def test_a_file_cut_anywhere_is_no_crash(self, tmp_path: Path, ending: str) -> None:
        if ending == "zip":
            path = map_files.zipped(tmp_path / "whole.zip", map_files.write(tmp_path / "whole.shp"))
        elif ending == "parquet":
            path = geoparquet(tmp_path / "whole.parquet")
        elif ending == "json":
            path = map_files.topojson(tmp_path / "whole.json", "areas")
        else:
            path = map_files.write(tmp_path / f"whole.{ending}")
        cut = tmp_path / "cut" / path.name
        shutil.copytree(tmp_path, cut.parent, ignore=shutil.ignore_patterns("cut"))
        content = path.read_bytes()
        for size in range(120, len(content), max(len(content) // 20, 1)):
            cut.write_bytes(content[:size])
            with cut.open("rb") as file:
                if kind := kind_of(file):
                    list(binary_rows.rows(file, kind))

    def test_what_is_hidden_in_a_kml_file_is_never_opened(self, tmp_path: Path) -> None:
        other = map_files.write(tmp_path / "other.gpkg")
        source = f"<OGRVRTDataSource><OGRVRTLayer name='other'><SrcDataSource>{other}</SrcDataSource></OGRVRTLayer>"
        path = tmp_path / "a.kml"
        path.write_text(f"<kml></kml>{source}</OGRVRTDataSource>")
        entity = tmp_path / "b.kml"
        entity.write_text(f'<!DOCTYPE kml [<!ENTITY a SYSTEM "{other}">]><kml>&a;</kml>')

        assert codes(rows(path)) == [(1, "NOT_XML")]
        assert codes(rows(entity)) == [(1, "NOT_XML")]

    def test_what_cannot_be_held_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "TOPOJSON_BYTES_MAX", 10)

        assert codes(rows(map_files.topojson(tmp_path / "t.json", "areas"))) == [(1, "TOO_LONG")]

    @pytest.mark.parametrize("ending", ["kml", "gpkg", "json", "parquet"])
    def test_without_the_extra_it_is_named(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
        path = tmp_path / f"a.{ending}"
        if ending == "parquet":
            geoparquet(path)
        elif ending == "json":
            map_files.topojson(path, "areas")
        else:
            map_files.write(path)
        for module in ("pyogrio", "shapely", "pyarrow"):
            monkeypatch.setitem(__import__("sys").modules, module, None)
        [row] = rows(path)

        assert row.problems[0].code == "EXTRA_MISSING"
        assert "conflict-timeline[maps]" in row.problems[0].message
