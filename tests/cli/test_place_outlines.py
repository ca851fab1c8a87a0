"""Outlines and points of places in the forms in which they are published."""

from tests.support.cli_runner import Cli
from tests.support.place_lists import codes, counts, features, places, report, square


def test_a_layer_of_districts_brings_its_provinces_and_its_country(cli: Cli) -> None:
    """Given an empty gazetteer, then the whole tree with its codes and languages."""
    of = {"adm1_name": "Kassala", "adm1_name1": "كسلا", "adm1_pcode": "SD06", "adm0_name": "Sudan", "adm0_pcode": "SD",
          "valid_on": "2020-08-31T00:00:00", "valid_to": None, "lang": "en", "lang1": "ar", "lang2": None}  # fmt: skip
    given = features(
        ({"adm2_name": "Halfa Aj Jadeedah", "adm2_name1": "حلفا", "adm2_pcode": "SD06001"} | of, square(35, 15)),
        ({"adm2_name": "Reifi Aroma", "adm2_name1": "أروما", "adm2_pcode": "SD06002"} | of, square(36, 15)),
    )
    assert [code for _, code in codes(report(cli, "sdn.geojson", given))] == ["UNKNOWN_PLACE"] * 4
    assert counts(report(cli, "sdn.geojson", given, "--register")) == (2, 2, 0, 0, 0)
    assert counts(report(cli, "sdn.geojson", given)) == (2, 0, 2, 0, 0)

    found = places(cli)["sd-reifi-aroma"]
    assert [one["id"] for one in found["ancestors"]] == ["sd-kassala", "sd"]
    assert [(one["text"], one["language"]) for one in found["names"]] == [("Reifi Aroma", "en"), ("أروما", "ar")]
    assert [(one["code"], one["edition"]) for one in found["codes"]] == [("SD06002", "2020-08-31")]


def test_an_area_of_the_lowest_layer_without_its_code_is_not_the_place_above(sqlite_cli: Cli) -> None:
    of = {
        "adm1_pcode": "CF71",
        "adm1_name": "Bangui",
        "adm0_pcode": "CF",
        "adm0_name": "Centrafrique",
        "date": "2015-06-15",
    }
    given = features(({"adm2_pcode": None, "adm2_name": None} | of, square(18, 4)))
    told = report(sqlite_cli, "caf.geojson", given, "--register")
    assert (counts(told), codes(told)) == ((1, 0, 0, 0, 1), [(1, "NO_CODE")])


def test_gadm_is_read_with_its_other_names(sqlite_cli: Cli) -> None:
    of = {"GID_0": "SYR", "COUNTRY": "Syria", "GID_1": "SYR.1_1", "NAME_1": "Al Ḥasakah", "NL_NAME_1": "الحسكة"}
    of |= {
        "GID_2": "SYR.1.2_1",
        "NAME_2": "Al Qāmishlī",
        "VARNAME_2": "Kamishly|Qamishli",
        "NL_NAME_2": "NA",
        "TYPE_2": "M",
    }
    given = features((of, square(41, 36)))

    assert counts(report(sqlite_cli, "g.json", given, "--register", "--edition", "4.1")) == (1, 1, 0, 0, 0)
    found = places(sqlite_cli)["sy-al-qamishli"]
    assert [one["text"] for one in found["names"]] == ["Al Qāmishlī", "Kamishly", "Qamishli"]
    assert found["codes"][0]["scheme"] == "gadm"
    assert found["ancestors"][0]["name"] == "Al Ḥasakah"


def test_outlines_of_provinces_bring_their_country_and_say_what_they_leave_out(sqlite_cli: Cli) -> None:
    of = {"shapeISO": "YE-SA", "shapeID": "1", "shapeGroup": "YEM", "shapeType": "ADM1"}
    told = report(sqlite_cli, "y.geojson", features(({"shapeName": "Aden"} | of, square(44, 12))), "--register")
    assert (counts(told), told["repairs"]) == ((1, 1, 0, 0, 0), {"CODE_LEFT_OUT": 1})
    assert places(sqlite_cli)["ye-aden"]["ancestors"] == [{"id": "ye", "name": "Yemen"}]

    lost = {"shapeName": "Crater", "shapeType": "ADM2", "shapeGroup": "YEM"}
    told = report(sqlite_cli, "z.geojson", features((lost, square(50, 20))), "--register")
    assert told["repairs"] == {"COUNTRY_ONLY": 1}
    assert report(sqlite_cli, "n.csv", "name,lat,lon\nX,1,2\n", "--kind", "base")["repairs"] == {"IN_NOTHING": 1}


def test_levels_of_openstreetmap_are_not_those_of_ocha(sqlite_cli: Cli) -> None:
    """An oblast is level 4 there; taken by the number it would be a town."""
    told = {"@id": "relation/71254", "admin_level": "4", "boundary": "administrative", "name": "Харківська область",
            "name:en": "Kharkiv Oblast", "name:ru": "Харьковская область", "ISO3166-2": "UA-63"}  # fmt: skip
    given = features((told, square(36, 49)))
    assert codes(report(sqlite_cli, "osm.geojson", given, "--register")) == [(1, "NO_KIND")]
    assert counts(report(sqlite_cli, "osm.geojson", given, "--register", "--kind", "province")) == (1, 1, 0, 0, 0)
    assert [one["text"] for one in places(sqlite_cli)["ua-kharkiv-oblast"]["names"]] == [
        "Kharkiv Oblast", "Харківська область", "Харьковская область",
    ]  # fmt: skip


def test_a_town_lies_in_the_lowest_outline_around_it(sqlite_cli: Cli) -> None:
    of = {
        "adm1_pcode": "UA23",
        "adm1_name": "Zaporizka",
        "adm0_pcode": "UA",
        "adm0_name": "Ukraine",
        "date": "2022-02-01",
    }
    report(sqlite_cli, "1.geojson", features((of, square(34, 46, 4))), "--register")
    district = {"adm2_pcode": "UA2308", "adm2_name": "Melitopolskyi"} | of
    report(sqlite_cli, "2.geojson", features((district, square(35, 46))), "--register")
    towns = "name,lat,lon\nMelitopol,46.8,35.4\nTokmak,47.2,35.7\nKyiv,50.4,30.5\n"
    report(sqlite_cli, "t.csv", towns, "--kind", "populated_place")

    found = places(sqlite_cli)
    assert [one["id"] for one in found["ua-melitopol"]["ancestors"]] == ["ua-melitopolskyi", "ua-zaporizka", "ua"]
    assert found["ua-tokmak"]["ancestors"][0]["id"] == "ua-zaporizka"
    assert found["kyiv"]["ancestors"] == []


def test_one_country_has_two_codes_and_two_names(sqlite_cli: Cli) -> None:
    """Given a list that calls it SYR, when a layer of the same day calls it SY, the Syrian Arab Republic."""
    header = "Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date"
    report(sqlite_cli, "l.csv", f"{header}\nSYR,1,SY02,Aleppo,SYR,2023-01-01\n")
    of = {"adm0_name": "Syrian Arab Republic", "adm0_pcode": "SY", "adm1_name": "Aleppo", "adm1_pcode": "SY02"}
    given = features((of | {"valid_on": "2023-01-01"}, square(36, 36)))

    assert counts(report(sqlite_cli, "1.geojson", given)) == (1, 0, 0, 1, 0)
    assert counts(report(sqlite_cli, "1.geojson", given)) == (1, 0, 1, 0, 0)
    found = places(sqlite_cli)
    assert [*found] == ["sy", "sy-aleppo"]
    assert [one["text"] for one in found["sy"]["names"]] == ["Syria", "Syrian Arab Republic"]
    assert [one["code"] for one in found["sy"]["codes"]] == ["SYR", "SY"]


def test_the_column_with_the_names_of_outlines_can_be_named(sqlite_cli: Cli) -> None:
    text = features(({"Libellé": "Gao", "CODE_X": "7"}, square(0, 16)), ({"Libellé": "Mopti"}, square(-4, 14)))
    words = ("--kind", "province", "--register", "--edition", "1")

    unnamed = report(sqlite_cli, "mli.geojson", text, *words)
    slip = report(sqlite_cli, "mli.geojson", text, *words, "--name-column", "Libele")
    named = report(sqlite_cli, "mli.geojson", text, *words, "--name-column", "Libellé")

    assert [one["code"] for one in unnamed["problems"]] == ["NO_NAME"] * 2
    assert "--name-column" in unnamed["problems"][0]["message"]
    assert [one["code"] for one in slip["problems"]] == ["NO_SUCH_COLUMN"]
    assert "there are Libellé, CODE_X" in slip["problems"][0]["message"]
    assert (counts(named), [*places(sqlite_cli)]) == ((2, 2, 0, 0, 0), ["gao", "mopti"])


def test_the_named_column_goes_before_those_that_are_known(sqlite_cli: Cli) -> None:
    text = features(({"ADM1_EN": "Region 7", "ADM1_PCODE": "ML07", "label": "Gao"}, square(0, 16)))

    report(sqlite_cli, "mli.geojson", text, "--register", "--edition", "1", "--name-column", "label")

    assert [(one["name"], one["codes"][0]["code"]) for one in places(sqlite_cli).values() if one["codes"]] == [
        ("Gao", "ML07")
    ]
