"""What a draft chooses, what it asks, and what it says that it leaves out."""

import pytest

from importers.tables.draft import draft
from importers.tables.draft_actors import ActorsOnRecord
from importers.tables.mapping import read
from tests.support.table_files import csv, json_objects, mapped

ON_RECORD = {"taliban": "Taliban", "mod": "Government of Xland", "rsf": "Rapid Support Forces"}


def drafted(text: str, actors: dict[str, str] | None = None, name: str = "towns.csv") -> str:
    return draft(name, [row.cells for row in csv(text) if row.cells], {}, ActorsOnRecord(actors or {}))


def place_of(text: str) -> str:
    return next(line for line in drafted(text).splitlines() if line.startswith("place"))


@pytest.mark.parametrize(
    ("header", "row", "column"),
    [
        ("adm1_pcode,adm2_pcode,control,date", "YE26,YE2601,{},2021-10-01", "adm2_pcode"),
        ("ADM2_PCODE,ADM1_PCODE,control,date", "YE2601,YE26,{},2021-10-01", "ADM2_PCODE"),
        ("admin1Pcod,admin3Pcod,admin2Pcod,control,date", "UA14,UA1412001,UA1412,{},2021-10-01", "admin3Pcod"),
        ("province_code,district_code,control,date", "AF19,AF1905,{},2021-10-01", "district_code"),
        ("code1,code2,control,date", "AF19,AF1905,{},2021-10-01", "code2"),
        ("event_id,pcode,control,date", "YEM123456,YE2601,{},2021-10-01", "pcode"),
    ],
)
def test_of_several_codes_the_finest_is_the_place(header: str, row: str, column: str) -> None:
    text = "\n".join([header, *(row.format(word) for word in ("Houthi", "Government", "Houthi")), ""])

    assert f'code = "{column}"' in place_of(text)


@pytest.mark.parametrize(
    ("header", "row", "name"),
    [
        ("adm1_pcode,adm2_name,control,date", "YE26,{},Houthi,2021-10-01", "adm2_name"),
        ("province_code,district,control,date", "AF19,{},Taliban,2021-10-01", "district"),
        ("province,district,control,date", "Kunduz,{},Taliban,2021-10-01", "district"),
        ("nom,date,total_passed", "{},2026-05-20,544", "nom"),
        ("Назва,date,total", "{},2026-05-20,544", "Назва"),
        ("point_of_entry,date,arrivals", "{},2026-05-20,544", "point_of_entry"),
        ("localité,date,effectif", "{},2026-05-20,544", "localité"),
        ("nombre,fecha,total_personas", "{},2026-05-20,544", "nombre"),
    ],
)
def test_a_name_that_is_finer_than_any_code_is_the_place(header: str, row: str, name: str) -> None:
    text = "\n".join([header, *(row.format(word) for word in ("Majzar", "Harib", "Dahr")), ""])

    assert f'name = "{name}"' in place_of(text)


def test_a_code_of_a_coarser_level_than_is_there_is_told() -> None:
    assert "there is also adm1_pcode" in drafted(
        "adm1_pcode,adm2_pcode,n\nYE26,YE2601,1\nYE26,YE2602,2\n".replace(",n", ",count")
    )


def test_given_actors_on_record_then_none_is_registered_that_may_be_one_of_them() -> None:
    rows = ("A,talibn", "B,gov", "C,Government", "D,Taliban", "E,taliban", "F,Contested", "G,Hill Front")
    text = "\n".join(["town,holder,date", *(f"{row},2021-06-01" for row in rows * 4), ""])

    toml = drafted(text, ON_RECORD)
    values = read(toml.encode()).event[0].nodes()["holder"].values

    assert values == {"Taliban": "taliban", "taliban": "taliban", "Contested": "", "Hill Front": "hill-front"}
    assert [event.nodes()["actor"].value for event in read(toml.encode()).once[1:]] == ["hill-front"]
    assert '"talibn" = "ID"  # is it taliban (Taliban)?' in toml
    assert '"gov" = "ID"  # is it mod (Government of Xland)?' in toml
    assert '"Government" = "ID"  # is it mod (Government of Xland)?' in toml


def test_a_word_for_somebody_is_asked_about_though_nobody_on_record_is_like_it() -> None:
    text = "town,holder,date\nA,gov,2021-06-01\nB,Regime forces,2021-06-01\nC,gov,2021-06-01\n"

    toml = drafted(text, {"taliban": "Taliban"})

    assert '"gov" = "ID"  # whose?' in toml
    assert '"Regime forces" = "ID"  # whose?' in toml


def test_given_no_actors_on_record_then_the_draft_registers_those_of_the_table() -> None:
    text = "town,holder,date\nA,RSF,2021-06-01\nB,Government forces,2021-06-01\nC,RSF,2021-06-01\n"

    kinds = [
        event.nodes()["kind"].value for event in read(drafted(text).encode()).once if event.type == "ActorRegistered"
    ]

    assert kinds == ["REBEL_GROUP", "STATE_FORCES"]


def test_what_is_left_out_is_told() -> None:
    text = (
        "town,holder,date,source_url,notes,expires,lat,colour\n"
        "A,RSF,2021-06-01,http://x,seen,in July,1,red\nB,SAF,2021-06-01,http://y,seen,in July,2,red\n"
    )

    toml = drafted(text)

    assert "# ? source_url seems to say who says so" in toml
    assert "# ? expires seems to say until when" in toml
    assert "# Left out: source_url, expires, lat, colour." in toml
    assert [line.events[0].note for line in mapped(toml, text)] == ["seen", "seen"]


POINTS = (
    '{"type":"Feature","geometry":{"type":"Point","coordinates":[29.1,-1.2]},'
    '"properties":{"osm_type":"node","osm_id":1,"name":"Camp A","category":"refugee_site"}}'
)
AREA = (
    '{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[29.3,-1.3],[29.31,-1.3],[29.31,-1.29],[29.3,-1.3]]]},'
    '"properties":{"osm_type":"way","osm_id":2,"name":"Camp B","category":"refugee_site"}}'
)


@pytest.mark.parametrize("features", [[POINTS, AREA], [POINTS]])
def test_points_are_places_and_what_kind_of_thing_they_are_is_no_actor(features: list[str]) -> None:
    text = f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'

    toml = draft("sites.geojson", [row.cells for row in json_objects(text)], {})

    assert "ActorRegistered" not in toml
    events = [event for line in mapped(toml, text, "sites.geojson") for event in line.events]
    assert [(event.TYPE, event.place) for event in events][:1] == [("PlaceRegistered", "camp-a")]
    assert events[0].longitude == 29.1
    assert len(events) == len(features)
