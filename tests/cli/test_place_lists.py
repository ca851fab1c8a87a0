"""Lists of places in the forms in which the world publishes them: given one, then its places, codes and parents."""

import json

import pytest

from tests.support.cli_runner import Cli
from tests.support.place_lists import codes, counts, places, report

COD = "ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_PCODE,ADM3_EN,ADM3_UA,ADM3_PCODE,ADM4_EN,ADM4_PCODE,date"
UKRAINE = f"""{COD}
Ukraine,UA,Zaporizka,UA23,Melitopolskyi,UA2308,Melitopolska,Мелітопольська,UA2308009,Melitopol,UA2308009001,2022-02-01
Ukraine,UA,Zaporizka,UA23,Melitopolskyi,UA2308,Melitopolska,Мелітопольська,UA2308009,Konstantynivka,UA2308009002,2022-02-01
"""
FEATURE = {
    "type": "Feature",
    "properties": {"name": "Tadmur"},
    "geometry": {"type": "Point", "coordinates": [38.28, 34.56, 400]},
}


def test_five_levels_are_places_each_in_the_one_above(cli: Cli) -> None:
    told = report(cli, "ukr.csv", UKRAINE)
    assert (counts(told), told["named"]) == ((2, 2, 0, 0, 0), 4), "those above have no rows of their own"
    assert counts(report(cli, "ukr.csv", UKRAINE)) == (2, 0, 2, 0, 0)

    found = places(cli)
    assert {id: one["kind"] for id, one in found.items()} == {
        "ua": "COUNTRY",
        "ua-zaporizka": "PROVINCE",
        "ua-melitopolskyi": "DISTRICT",
        "ua-melitopolska": "SUBDISTRICT",
        "ua-melitopol": "POPULATED_PLACE",
        "ua-konstantynivka": "POPULATED_PLACE",
    }
    above = [one["id"] for one in found["ua-melitopol"]["ancestors"]]
    assert above == ["ua-melitopolska", "ua-melitopolskyi", "ua-zaporizka", "ua"]
    assert [(one["text"], one["language"]) for one in found["ua-melitopolska"]["names"]] == [
        ("Melitopolska", "en"),
        ("Мелітопольська", "uk"),
    ]


def test_the_long_list_goes_down_to_settlements_and_no_deeper(sqlite_cli: Cli) -> None:
    rows = """Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date
#country+code,#geo+admin_level,#adm+code,#adm+name,#adm+code+parent,#date+start
SYR,5,SY02000101,Too deep,SY020001,2023-01-01
SYR,1,SY02,Aleppo,SYR,2023-01-01
SYR,2,SY0200,Jebel Saman,SY02,2023-01-01
SYR,3,SY020000,Jebel Saman,SY0200,2023-01-01
SYR,4,C1007,Aleppo,SY020000,2023-01-01
"""
    told = report(sqlite_cli, "syr.csv", rows)

    assert (counts(told), codes(told)) == ((5, 4, 0, 0, 1), [(3, "NO_LEVEL")])
    assert places(sqlite_cli)["sy"]["name"] == "Syria", "the list has no row for it, ISO 3166 has"
    assert [one["kind"] for one in places(sqlite_cli).values()].count("SUBDISTRICT") == 1


@pytest.mark.parametrize(
    "rows",
    [
        "admin2Name_en,admin2Pcode,admin1Name_en,admin1Pcode,admin0Name_en,admin0Pcode,Total\nAfder,ET0508,Somali,ET05,Ethiopia,ET,65",
        "admin0Pcode;admin0Name_en;admin1Pcode;admin1Name_en;admin2Pcode;Admin2Name_en;Pop\nET;Ethiopia;ET05;Somali;ET0508;Afder;1",
        "adm2_name\tadm2_name1\tadm2_pcode\tadm1_name\tadm1_pcode\tadm0_name\tadm0_pcode\tlang\tlang1\nAfder\t\tET0508\tSomali\tET05\tEthiopia\tET\ten\tam",
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_columns_of_one_list_have_had_many_names(sqlite_cli: Cli, rows: str, encoding: str) -> None:
    given = f"{rows}\n".encode(encoding)
    assert codes(report(sqlite_cli, "eth.csv", given)) == [(2, "NO_EDITION")], "no column says from when"
    assert counts(report(sqlite_cli, "eth.csv", given, "--edition", "2020")) == (1, 1, 0, 0, 0)
    assert [one["id"] for one in places(sqlite_cli)["et-afder"]["ancestors"]] == ["et-somali", "et"]


def test_a_line_that_is_not_utf_8_is_read_and_reported(sqlite_cli: Cli) -> None:
    rows = "ADM0_FR,ADM0_PCODE,ADM1_FR,ADM1_PCODE,date\nCentrafrique,CF,Ouham-Pendé,CF32,2015-06-15\n"
    told = report(sqlite_cli, "caf.csv", rows.encode("cp1252"))
    assert (counts(told), told["repairs"]) == ((1, 1, 0, 0, 0), {"OTHER_ENCODING": 1})
    assert places(sqlite_cli)["cf-ouham-pende"]["name"] == "Ouham-Pendé"


def test_a_dump_of_geonames_has_no_header_and_more_than_places(sqlite_cli: Cli) -> None:
    def row(id: int, name: str, others: str, feature: str) -> str:
        cells = [str(id), name, name, others, "34.56", "38.28", *feature.split(), "SY", *[""] * 9, "2023-01-01"]
        return "\t".join(cells)

    rows = [
        row(1, "Tadmur", 'Palmyra,"Palmira,تدمر', "P PPLA2"),
        row(2, "Wadi", "", "H WAD"),
        row(3, "Hims", "", "A ADM1"),
        row(4, "Gone", "", "P PPLQ"),
        "5\tcut",
    ]
    told = report(sqlite_cli, "SY.txt", "\n".join(rows) + "\n", "--edition", "2023-01")

    assert (counts(told), told["passedOver"]) == ((5, 2, 0, 0, 1), {"feature H WAD": 1, "feature P PPLQ": 1})
    assert codes(told) == [(5, "CELLS_MISCOUNTED")]
    found = places(sqlite_cli)
    assert {id: one["kind"] for id, one in found.items()} == {
        "sy": "COUNTRY", "sy-hims": "PROVINCE", "sy-tadmur": "POPULATED_PLACE",
    }  # fmt: skip
    assert "تدمر" in [one["text"] for one in found["sy-tadmur"]["names"]]
    told = report(sqlite_cli, "SY.txt", "\n".join(rows) + "\n", "--edition", "2023-01", "--kind", "populated_place")
    assert (counts(told)[2], told["skipped"]) == (1, 3)


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ("Place Name;Lat;Long\nTadmur;34,56;38,28\n", "tadmur"),
        ("NAME\tX\tY\nTadmur\t38.28\t34.56\n", "tadmur"),
        ('name,WKT\nTadmur,"POINT (38.28 34.56)"\n', "tadmur"),
        ("Country,BCP Name,Latitude,Longitude\nSyria,Tadmur,34.56,38.28\n", "tadmur"),
        ("town,latitude,longitude\nTadmur,34.56,38.28\n", "tadmur"),
        ('[{"name": "Tadmur", "lat": "34.56", "lng": "38.28"}]', "tadmur"),
        (json.dumps(FEATURE) + "\n", "tadmur"),
        ('{"163808": {"name": "Tadmur", "lat": 34.56, "lng": 38.28, "alternatenames": ["Palmyra"]}}', "tadmur"),
        ("Town,ADM1_PCODE,ADM2_PCODE,lat,lon,name\n1,,,34.56,38.28,Tadmur\n", "tadmur"),
    ],
)  # fmt: skip
def test_points_are_found_under_many_columns(sqlite_cli: Cli, given: str, place: str) -> None:
    assert counts(report(sqlite_cli, "points", given, "--kind", "border_crossing_point")) == (1, 1, 0, 0, 0)
    found = places(sqlite_cli)[place]
    assert (found["name"], found["longitude"], found["latitude"]) == ("Tadmur", 38.28, 34.56)
    assert counts(report(sqlite_cli, "points", given, "--kind", "border_crossing_point")) == (1, 0, 1, 0, 0)


def test_towns_with_codes_of_their_own_lie_in_what_their_row_says(sqlite_cli: Cli) -> None:
    """Given MIMU's list of towns, in which state, district and township come first."""
    report(
        sqlite_cli,
        "ts.csv",
        "ADM1_EN,ADM1_PCODE,ADM3_EN,ADM3_PCODE,date\nAyeyarwady,MMR017,Bogale,MMR017024,2024-01-01\n",
    )
    rows = """SR_Pcode,SR_Name_Eng,Tsp_Pcode,Township_Name_Eng,Town_Pcode,Town_Name_Eng,Town_Name_MMR,Longitude,Latitude
MMR017,Ayeyarwady,MMR017024,Bogale,MMR017024701,Bogale Town,ဘိုကလေး,95.4,16.3
MMR017,Ayeyarwady,MMR999999,Nowhere,MMR999999701,Lost Town,,,
MMR099,Nowhere,MMR999998,Nowhere,MMR999998701,Lost Town,,95,16
"""
    assert codes(report(sqlite_cli, "towns.csv", rows, "--edition", "9.6")) == [(2, "NO_KIND")]
    told = report(sqlite_cli, "towns.csv", rows, "--edition", "9.6", "--kind", "populated_place")

    assert codes(told) == [(4, "UNKNOWN_PARENT")]
    above = {
        one["name"]: one["ancestors"][0]["name"]
        for one in places(sqlite_cli).values()
        if one["kind"] == "POPULATED_PLACE"
    }
    assert above == {"Bogale Town": "Bogale", "Lost Town": "Ayeyarwady"}


def test_villages_of_one_name_in_one_list_are_several_places(sqlite_cli: Cli) -> None:
    rows = "name,lat,lon\nKafr,35.0,37.0\nKafr,35.05,37.0\nKafr,36.0,37.0\nKafr,35.0,37.0\n"
    assert counts(report(sqlite_cli, "v.csv", rows, "--kind", "populated_place")) == (4, 3, 1, 0, 0)
    assert counts(report(sqlite_cli, "v.csv", rows, "--kind", "populated_place")) == (4, 0, 4, 0, 0)


def test_a_level_that_no_kind_is_for_can_be_taken_as_one(sqlite_cli: Cli) -> None:
    rows = "Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date\nSYR,5,SY1,Ward,SYR,2023-01-01\n"
    assert codes(report(sqlite_cli, "w.csv", rows)) == [(2, "NO_LEVEL")]
    assert counts(report(sqlite_cli, "w.csv", rows, "--kind", "base")) == (1, 1, 0, 0, 0)


def test_marks_of_the_writing_direction_do_not_cost_a_town(sqlite_cli: Cli) -> None:
    rows = [{"name": "Tadmur", "lat": 34.56, "lon": 38.28, "alternatenames": ["\u200eتدمر\u200e", "Palmyra"]}]
    told = report(sqlite_cli, "t.json", json.dumps(rows), "--kind", "populated_place")
    assert told["repairs"]["INVISIBLE_CHARACTERS"] == 1
    assert [one["text"] for one in places(sqlite_cli)["tadmur"]["names"]] == ["Tadmur", "تدمر", "Palmyra"]


def test_a_parents_code_in_another_form_is_hinted_at(sqlite_cli: Cli) -> None:
    rows = """Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date
YEM,1,YE21,Shabwah,YEM,2019-11-22
YEM,2,YE2101,Dahr,YEM21,2019-11-22
"""
    told = report(sqlite_cli, "yem.csv", rows)

    assert codes(told) == [(3, "UNKNOWN_PARENT")]
    assert "mend it, if it is YE21" in told["problems"][0]["message"]


def test_a_town_that_was_laid_into_its_province_moves_into_its_district(sqlite_cli: Cli) -> None:
    """Given a list of towns before that of districts, when both are loaded, then each town is one place."""
    provinces = "Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date\nYEM,1,YE21,Shabwah,YEM,2019-11-22\n"
    towns = "name,lat,lon\nAtaq,14.5,46.8\n"
    report(sqlite_cli, "p.csv", provinces)
    told = report(sqlite_cli, "t.csv", towns, "--kind", "populated_place", "--within", "ye")
    assert counts(told) == (1, 1, 0, 0, 0)

    report(sqlite_cli, "d.csv", provinces + "YEM,2,YE2101,Ataq,YE21,2019-11-22\n")
    coded = "Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date,lat,lon\n"
    settlement = "YEM,4,YE2101001,Ataq,YE2101,2019-11-22,14.5,46.8\n"
    told = report(sqlite_cli, "s.csv", coded + settlement)

    assert counts(told) == (1, 0, 0, 1, 0)
    found = [one for one in places(sqlite_cli).values() if one["kind"] == "POPULATED_PLACE"]
    [[district, *above]] = [[above["id"] for above in one["ancestors"]] for one in found]
    assert above == ["ye-shabwah", "ye"]
    assert places(sqlite_cli)[district]["kind"] == "DISTRICT"
    assert counts(report(sqlite_cli, "s.csv", coded + settlement)) == (1, 0, 1, 0, 0)


def test_a_town_that_lay_in_nothing_moves_to_where_the_list_lies(sqlite_cli: Cli) -> None:
    """Given towns without a parent, when the same list says where it lies, then each is one place there."""
    towns = "name,lat,lon\nAtaq,14.5,46.8\nDahr,15,47\n"
    report(sqlite_cli, "p.csv", "Location,Admin Level,P-Code,Name,Valid from date\nYEM,0,YEM,Yemen,2019-11-22\n")
    told = report(sqlite_cli, "t.csv", towns, "--kind", "populated_place")
    assert told["repairs"] == {"IN_NOTHING": 2}

    inside = ("t.csv", towns, "--kind", "populated_place", "--within", "ye")
    assert counts(report(sqlite_cli, *inside)) == (2, 0, 0, 2, 0)

    found = [one for one in places(sqlite_cli).values() if one["kind"] == "POPULATED_PLACE"]
    assert [[above["id"] for above in one["ancestors"]] for one in found] == [["ye"], ["ye"]]
    assert counts(report(sqlite_cli, *inside)) == (2, 0, 2, 0, 0)


def test_a_town_of_that_name_elsewhere_is_another_place(sqlite_cli: Cli) -> None:
    """Given a town without a parent, when a list inside a country has the name far away, then there are two."""
    report(sqlite_cli, "p.csv", "Location,Admin Level,P-Code,Name,Valid from date\nYEM,0,YEM,Yemen,2019-11-22\n")
    report(sqlite_cli, "a.csv", "name,lat,lon\nAtaq,14.5,46.8\n", "--kind", "populated_place")

    told = report(sqlite_cli, "b.csv", "name,lat,lon\nAtaq,18,52\n", "--kind", "populated_place", "--within", "ye")

    assert counts(told) == (1, 1, 0, 0, 0)


def test_the_names_that_were_laid_higher_are_listed(sqlite_cli: Cli) -> None:
    told = report(sqlite_cli, "t.csv", "name,lat,lon\nAtaq,14.5,46.8\nDahr,15,47\n", "--kind", "populated_place")

    assert told["repairs"] == {"IN_NOTHING": 2}
    assert any("laid higher than they lie: Ataq, Dahr" in note for note in told["notes"])
