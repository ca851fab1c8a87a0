"""Files that were damaged on their way: every reader says what is wrong, and none ends in a traceback."""

import pytest

from importers.tables.mapping import read
from tests.support.mutated_files import mutated, read_by_all

SEEDS = range(27)
COUNTS = """
name = "counts"
source = "list"
published = { column = "known", optional = true }
[[once]]
type = "PlaceRegistered"
place = { template = "p-{place}", slug = true }
kind = { value = "DISTRICT" }
names = [{ text = "place" }]
longitude = { column = ["lon", "@lon"], optional = true }
latitude = { column = ["lat", "@lat"], optional = true }
[event]
type = "MeasureReported"
measure = { value = "arrivals" }
occurred = { column = "day", dates = ["%d.%m.%Y"] }
place = { template = "p-{place}", slug = true }
count = { best = "count", low = { column = "low", optional = true }, qualifier = { value = "EXACT" } }
"""
WIDE = """
name = "wide"
source = "list"
[columns]
match = "^\\\\d{4}-\\\\d\\\\d-\\\\d\\\\d$"
[snapshot]
[event]
type = "ControlAsserted"
occurred = "date"
place = { name = "place" }
holder = { column = "value", values = { G = "gov", T = "taliban", C = "" } }
"""
AREAS = """
name = "areas"
source = "list"
[event]
type = "ControlAsserted"
occurred = "day"
place = { area = true, kind = "DISTRICT" }
holder = "holder"
"""
ROWS = [
    ("Імам", "22.06.2021", "1.250", "30.5", "13.5", "2021-06-23"),
    ("Khwaja", "2021-06-23", "2,5", "31", "12,5", "2021-06-24"),
    ("Sh?b", "23/06/21", "", "", "13.5", ""),
    ('A "b"; c', "2021-06", "1,250,000", "0", "0", "2021-06-24"),
]
SQUARE = "[[[30,13],[31,13],[31,14],[30,14],[30,13]]]"
GED = (
    "id,type_of_violence,side_a,side_b,where_prec,where_coordinates,adm_1,adm_2,date_prec,date_start,date_end,country,"
    "latitude,longitude,low,best,high,deaths_a,deaths_b\n"
    "1,1,Government of X,Y,1,Ford town,North province,Hill district,1,2021-06-20,2021-06-20,X,36.5,68.5,1,2,3,1,0\n"
    "2,3,Y,Civilians,4,,North province,,5,2021-06-01,2021-06-30,X,36.5,68.5,5,2,3,0,0\n"
)
ACLED_ROWS = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,inter1,actor2,inter2,country,admin1,admin2,"
    "location,latitude,longitude,geo_precision,fatalities,timestamp,notes,source\n"
    "X1,22 June 2021,1,Battles,Non-state actor overtakes territory,T,2,G,1,X,North,Hill,Ford,36.5,68.5,1,3,"
    "1624492800,n,s\n"
)
EVENTS = (
    '{"type":"ActorRegistered","actor":"t","name":"T","kind":"REBEL_GROUP"}\n'
    '{"type":"ControlChanged","id":"e","occurred":"2021-06-22","published":"2021-06-23","place":"p","gainer":"t"}\n'
    '{"type":"PlaceRegistered","place":"p","kind":"DISTRICT","names":[{"text":"P"}],"longitude":30.5,"latitude":13.5}\n'
)


def _table(delimiter: str) -> str:
    header = ("place", "day", "count", "lon", "lat", "known")
    return "\n".join(
        delimiter.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in (header, *ROWS)
    )


def _features(*pairs: tuple[str, str]) -> str:
    made = (f'{{"type":"Feature","properties":{properties},"geometry":{geometry}}}' for properties, geometry in pairs)
    return f'{{"type":"FeatureCollection","features":[{",".join(made)}]}}'


CODES = "Location,Admin Level,P-Code,Name,Parent P-Code\nYEM,1,YE21,Shabwah,YEM\nYEM,2,YE2101,Dahr,YE21\n"
DUMP = "\t".join(["1", "Ford", "Ford", "Fürth,Фюрт", "36.5", "68.5", "P", "PPL", "AF", *[""] * 10]) + "\n"
FILES = {
    "table.csv": (_table(","), COUNTS),
    "semicolons.csv": (_table(";"), COUNTS),
    "tabs.tsv": (_table("\t"), COUNTS),
    "rows.jsonl": ('{"place":"A","day":"2021-06-22","count":3,"low":"1.250"}\n' * 3, COUNTS),
    "document.json": ('{"data":[{"place":"A","day":"2021-06-22","count":"2.5"},{"place":{"x":[1]}}],"page":1}', COUNTS),
    "wide.csv": ("place,2021-06-01,2021-06-15,2021-07-01\nFord,G,T,C\nHill,,T?,n/a\n", WIDE),
    "areas.geojson": (
        _features(('{"holder":"t","day":"2021-06-22"}', f'{{"type":"Polygon","coordinates":{SQUARE}}}')),
        AREAS,
    ),
    "points.geojson": (
        _features(('{"place":"A","day":"2021-06-22","count":3}', '{"type":"Point","coordinates":[30.5,13.5]}')),
        COUNTS,
    ),
    "pcodes.csv": (CODES, None),
    "outlines.geojson": (
        _features(
            ('{"shapeName":"Aden","shapeGroup":"YEM"}', f'{{"type":"Polygon","coordinates":{SQUARE}}}'),
            ('{"shapeName":"Dahr"}', f'{{"type":"MultiPolygon","coordinates":[{SQUARE},{SQUARE}]}}'),
        ),
        None,
    ),
    "dump.txt": (DUMP, None),
    "ged.csv": (GED, None),
    "acled.csv": (ACLED_ROWS, None),
    "events.jsonl": (EVENTS, None),
}


@pytest.mark.parametrize("name", FILES)
def test_however_a_file_is_damaged_there_is_no_traceback(name: str) -> None:
    text, toml = FILES[name]
    mapping = read(toml.encode()) if toml else None

    assert read_by_all(text.encode(), name, mapping) > 0, "the file itself is read"
    for seed in SEEDS:
        read_by_all(mutated(text.encode(), seed), name, mapping)
