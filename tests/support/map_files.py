"""Small maps of areas, in every format that is read, which tests write themselves."""

import json
import zipfile
from pathlib import Path

import numpy
import pyogrio.raw
import shapely

DRIVERS = {"shp": "ESRI Shapefile", "gpkg": "GPKG", "kml": "KML"}
NAMES = ("West", "East")
AREAS = (("taliban", (68.0, 36.0, 69.0, 37.0)), ("government", (69.5, 36.5, 70.0, 37.0)))


def write(path: Path, *, layer: str | None = None, crs: str | None = "EPSG:4326", append: bool = False) -> Path:
    """AREAS, each with its name, its holder and a day, as the ending of the path says: shp, gpkg or kml."""
    pyogrio.raw.write(
        path,
        numpy.array([shapely.to_wkb(shapely.box(*box)) for _, box in AREAS], dtype=object),
        [
            numpy.array(NAMES, dtype=object),
            numpy.array([holder for holder, _ in AREAS], dtype=object),
            numpy.array(["2021-06-20"] * len(AREAS), "M8[D]"),
        ],
        ["Name", "holder", "day"],
        geometry_type="Polygon",
        crs=crs,
        driver=DRIVERS[path.suffix[1:]],
        layer=layer,
        append=append,
    )
    return path


def zipped(path: Path, *parts: Path) -> Path:
    """The files with these stems, in a folder of an archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            for file in sorted(part.parent.glob(f"{part.stem}.*")):
                if file != path:
                    archive.write(file, f"data/{file.name}")
    return path


def topojson(path: Path, *objects: str) -> Path:
    """One area under each of the names."""
    ring = [[68.0, 36.0], [69.0, 36.0], [69.0, 37.0], [68.0, 36.0]]
    area = {"type": "Polygon", "arcs": [[0]], "properties": {"holder": "taliban", "day": "2021-06-20"}}
    collections = {name: {"type": "GeometryCollection", "geometries": [area]} for name in objects}
    path.write_text(json.dumps({"type": "Topology", "objects": collections, "arcs": [ring]}), "utf-8")
    return path
