"""Files of any size, of every kind that is imported, each with rows alike."""

import json
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from random import Random

_WORDS = "reported by two officials and a resident of the district centre, not confirmed by others " * 3


def _rows() -> Iterator[dict[str, object]]:
    random = Random(10)
    for number in count():
        longitude, latitude = round(random.uniform(60, 75), 5), round(random.uniform(29, 38), 5)
        note = f"{number} {_WORDS[number % 40 :]}"
        yield {
            "name": f"Place {number}",
            "longitude": longitude,
            "latitude": latitude,
            "day": "2021-06-22",
            "note": note,
        }


def csv(path: Path, size: int) -> None:
    with path.open("w") as file:
        file.write("name,longitude,latitude,day,note\n")
        for row in _rows():
            if file.tell() > size:
                return
            file.write(",".join(f'"{value}"' for value in row.values()) + "\n")


def jsonl(path: Path, size: int) -> None:
    with path.open("w") as file:
        for row in _rows():
            if file.tell() > size:
                return
            file.write(json.dumps(row) + "\n")


def geojson(path: Path, size: int) -> None:
    with path.open("w") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for number, row in enumerate(_rows()):
            if file.tell() > size:
                break
            point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
            file.write("," * bool(number) + json.dumps({"type": "Feature", "properties": row, "geometry": point}))
        file.write("]}")


def workbook(path: Path, size: int) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Places")
    sheet.append(["name", "longitude", "latitude", "day", "note"])
    unfolded = 0
    for row in _rows():
        sheet.append(list(row.values()))
        unfolded += 500  # of XML, for a row
        if unfolded > size:
            break
    book.save(path)


def parquet(path: Path, size: int) -> None:
    from pyarrow import Table
    from pyarrow import parquet as writing

    rows, writer, held = _rows(), None, 0
    while held < size:
        table = Table.from_pylist([next(rows) for _ in range(20_000)])
        writer = writer or writing.ParquetWriter(path, table.schema)
        writer.write_table(table)
        held += table.nbytes
    assert writer
    writer.close()


def kml(path: Path, size: int) -> None:
    with path.open("w") as file:
        file.write('<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>')
        for row in _rows():
            if file.tell() > size:
                break
            point = f"<Point><coordinates>{row['longitude']},{row['latitude']}</coordinates></Point>"
            file.write(
                f"<Placemark><name>{row['name']}</name><description>{row['note']}</description>{point}</Placemark>"
            )
        file.write("</Document></kml>")


def outlines(path: Path, size: int) -> None:
    """Districts in a row, with crooked borders that neighbours share."""
    random, west = Random(10), _border(Random(9), 0)
    with path.open("w") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for number in count():
            east = _border(random, number + 1)
            ring = [*west, *reversed(east), west[0]]
            district = {"ADM2_EN": f"District {number}", "ADM2_PCODE": f"AF{number:05}"}
            country = {"ADM0_EN": "Afghanistan", "ADM0_PCODE": "AF", "date": "2021-11-17"}
            area = {"type": "Polygon", "coordinates": [ring]}
            feature = {"type": "Feature", "properties": district | country, "geometry": area}
            file.write("," * bool(number) + json.dumps(feature))
            west = east
            if file.tell() > size:
                break
        file.write("]}")


def _border(random: Random, number: int) -> list[list[float]]:
    at = 60 + number * 0.02
    return [[round(at + random.uniform(-0.004, 0.004), 5), round(30 + step * 0.002, 5)] for step in range(1_000)]


KINDS: dict[str, Callable[[Path, int], None]] = {
    "csv": csv,
    "jsonl": jsonl,
    "geojson": geojson,
    "workbook": workbook,
    "parquet": parquet,
    "kml": kml,
    "outlines": outlines,
}
