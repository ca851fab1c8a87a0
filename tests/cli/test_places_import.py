"""`timeline places import`: lists of places, dirty as they come, into the gazetteer and not twice."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.builders import asserted, cast, code, place
from tests.support.cli_runner import Cli

HEADER = "Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date"
HXL = "#country+code,#geo+admin_level,#adm+code,#adm+name,#adm+code+parent,#date+start"
OLD = """AFG,1,AF17,Badakhshan,AFG,2012-01-01
AFG,1,AF20,Takhar,AFG,2012-01-01
AFG,2,AF2001,Baharak,AF20,2012-01-01
AFG,2,AF1701,Baharak,AF17,2012-01-01
AFG,2,AF2005,Khwaja Ghar,AF20,2012-01-01
AFG,2,AF2006,Chahab,AF20,2012-01-01"""
NEW = """AFG,1,AF17,Badakhshan,AFG,2021-11-17
AFG,1,AF18,Takhar,AFG,2021-11-17
AFG,1,AF20,Samangan,AFG,2021-11-17
AFG,2,AF1801,Baharak,AF18,2021-11-17
AFG,2,AF1701,Baharak,AF17,2021-11-17
AFG,2,AF1809,Khajaghar,AF18,2021-11-17
AFG,2,AF2001,Aybak,AF20,2021-11-17"""


def listed(cli: Cli, rows: str, name: str = "list.csv", encoding: str = "utf-8-sig") -> Path:
    path = cli.folder / name
    path.write_text(rows, encoding)
    return path


def report(cli: Cli, *words: object) -> dict:
    return cli("places", "import", *words, "--json").json


def counts(told: dict) -> tuple[int, ...]:
    return tuple(told[name] for name in ("read", "new", "repeated", "changed", "refused"))


def places(cli: Cli, *words: str) -> dict[str, dict]:
    return {one["id"]: one for one in cli("places", *words, "--json").json["places"]}


@pytest.fixture
def old(cli: Cli) -> Path:
    return listed(cli, f"{HEADER}\r\n{HXL}\r\n{OLD}\r\n")


def test_a_list_of_codes_is_a_gazetteer_and_the_same_list_twice_adds_nothing(cli: Cli, old: Path) -> None:
    dry = report(cli, old, "--dry-run")
    assert cli.log() == []
    assert counts(report(cli, old)) == counts(dry) == (6, 6, 0, 0, 0)
    before = cli.log()
    assert counts(report(cli, old)) == (6, 0, 6, 0, 0)
    assert cli.log() == before

    found = places(cli)
    assert [*found] == [
        "af", "af-badakhshan", "af-badakhshan-baharak", "af-chahab", "af-khwaja-ghar", "af-takhar", "af-takhar-baharak",
    ]  # fmt: skip
    assert [one["name"] for one in found["af-takhar-baharak"]["ancestors"]] == ["Takhar", "Afghanistan"]
    [told] = found["af-chahab"]["codes"]
    assert told == code("AF2006", edition="2012-01-01") | {"validFrom": "2012-01-01", "validTo": None}


def test_a_newer_edition_adds_what_is_new_and_reports_what_it_left_out(cli: Cli, old: Path) -> None:
    report(cli, old)
    new = listed(cli, f"{HEADER}\n{NEW}\n", "new.csv")
    told = report(cli, new)

    assert counts(told) == (7, 2, 0, 5, 0)
    assert told["missing"] == ["af-chahab"]
    assert counts(report(cli, new)) == (7, 0, 7, 0, 0)
    assert counts(report(cli, old)) == (6, 0, 6, 0, 0)
    codes = places(cli, "--within", "af-takhar")["af-khwaja-ghar"]["codes"]
    assert [(one["code"], one["validTo"]) for one in codes] == [("AF2005", "2021-11-17"), ("AF1809", None)]
    assert "Khajaghar" in [one["text"] for one in places(cli)["af-khwaja-ghar"]["names"]]


def test_a_code_without_a_day_of_its_own_ends_when_the_newer_edition_begins(cli: Cli) -> None:
    """Given a place registered with a code of an edition that is called by a day, when a newer list comes."""
    registered = place("kg", "Khwaja Ghar", codes=[code("AF1809")], parent="af")
    cli.imported(*cast(), registered)
    report(cli, listed(cli, f"{HEADER}\nAFG,2,AF1904,Khwaja Ghar,AFG,2024-01-01\n"))

    assert [one["validTo"] for one in places(cli)["kg"]["codes"]] == ["2024-01-01", None]
    told = cli("import", cli.file(asserted({"scheme": "ocha-cod-ab", "code": "AF1809"})), "--json").json
    assert told["files"][0]["repairs"] == {"OLD_CODE": 1}


def test_a_code_that_two_editions_give_to_two_places_is_never_guessed(cli: Cli, old: Path) -> None:
    report(cli, old)
    report(cli, listed(cli, f"{HEADER}\n{NEW}\n", "new.csv"))

    ended = cli("state", "AF2001", "--as-of", "2021-06-23")
    assert ended.code == 1
    assert "af-aybak" in ended.err
    assert "af-takhar-baharak" in ended.err
    assert cli("state", "ocha-cod-ab:2012-01-01:AF2001", "--as-of", "2021-06-23").code == 0


def test_dirty_rows_are_reported_with_their_lines_and_the_rest_is_stored(cli: Cli) -> None:
    rows = [HEADER, "AFG,1,AF18,Takhar,AFG,2021-11-17", "AFG,9,AF18,Nothing,AFG,2021-11-17", "AFG,2,,Nameless,AF18,x",
            "AFG,2,AF1801,Baharak,AF18,17/11/2021", "AFG,2,AF1802,Alone,AF99,2021-11-17", "AFG,2,AF18"]  # fmt: skip
    told = report(cli, listed(cli, "\n".join(rows)))

    assert counts(told) == (6, 1, 0, 0, 5)
    assert [(one["line"], one["code"]) for one in told["problems"]] == [
        (3, "NO_LEVEL"), (4, "NO_CODE"), (5, "IMPOSSIBLE_DATE"), (7, "CUT_OFF"), (6, "UNKNOWN_PARENT"),
    ]  # fmt: skip
    assert [*places(cli)] == ["af", "af-takhar"]
    assert cli("places", "import", listed(cli, "name\tx\n", "t.csv")).code != 0


def test_the_wide_form_gives_places_of_every_level_with_names_in_their_languages(cli: Cli) -> None:
    rows = """ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_FA,ADM2_PCODE,validOn
Afghanistan,AF,Takhar,AF18,Baharak,بهارک,AF1803,2021-11-17
Afghanistan,AF,Takhar,AF18,Chahab,چاه آب,AF1816,2021-11-17
"""
    assert counts(report(cli, listed(cli, rows))) == (2, 2, 0, 0, 0)
    found = places(cli)["af-chahab"]
    assert found["name"] == "Chahab"
    assert [(one["text"], one["language"]) for one in found["names"]] == [("Chahab", "en"), ("چاه آب", "fa")]


def outlines(*features: tuple[str, list[list[float]]], **properties: str) -> str:
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": {"shapeName": name, "shapeID": f"id-{n}", "shapeType": "ADM2"} | properties,
                    "geometry": {"type": "Polygon", "coordinates": [ring]},
                }
                for n, (name, ring) in enumerate(features)
            ],
        }
    )


def square(west: float, south: float, size: float = 1.0) -> list[list[float]]:
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


@pytest.fixture
def two_provinces(cli: Cli) -> Cli:
    cli.imported(
        place("af", "Afghanistan", kind="COUNTRY"),
        *(
            place(f"af-{name}", name, kind="PROVINCE", parent="af", geometry={"type": "Polygon", "coordinates": [ring]})
            for name, ring in (("west", square(0, 30, 2)), ("east", square(2, 30, 2)))
        ),
        place("west-baharak", "Baharak", parent="af-west"),
        place("east-baharak", "Baharak", parent="af-east"),
        place("chahab", "Chahab", parent="af-east"),
    )
    return cli


def test_outlines_find_their_places_by_name_and_by_the_province_that_they_lie_in(two_provinces: Cli) -> None:
    cli = two_provinces
    given = (
        ("Baharak", square(0.2, 30.2)),
        ("Bahārak", square(2.1, 30.2)),
        ("Chah Ab", square(2.5, 31)),
        ("Nowhere", square(0, 31)),
    )
    path = listed(cli, outlines(*given), "d.geojson")
    told = report(cli, path, "--edition", "2014")

    assert counts(told) == (4, 0, 0, 3, 1)
    assert [(one["line"], one["code"]) for one in told["problems"]] == [(4, "UNKNOWN_PLACE")]
    found = places(cli)
    assert (found["west-baharak"]["longitude"], found["west-baharak"]["codes"][0]["code"]) == (0.7, "id-0")
    assert found["chahab"]["codes"][0]["edition"] == "2014"
    assert counts(report(cli, path, "--edition", "2014")) == (4, 0, 3, 0, 1)
    assert counts(report(cli, path, "--edition", "2014", "--register")) == (4, 1, 3, 0, 0)


def test_an_outline_that_is_too_long_is_reported_as_such_and_not_as_of_no_place(two_provinces: Cli) -> None:
    """Given an outline of what is surely a place on record, with too many corners, and another line that is refused."""
    steps = 60_000
    long = [[2.5 + n / steps, 31.0] for n in range(steps + 1)] + [[3.5, 31.5], [2.5, 31.5], [2.5, 31.0]]
    path = listed(two_provinces, outlines(("Chahaab", long), ("Baharek", square(2.1, 30.2))), "d.geojson")

    told = report(two_provinces, path, "--tolerance", "0")

    assert [(one["line"], one["code"]) for one in told["problems"]] == [(1, "TOO_LONG")]
    assert "--tolerance" in told["problems"][0]["message"]


def test_simplified_neighbours_keep_one_border(two_provinces: Cli) -> None:
    border = [[1.0, 31.0], [1.001, 30.7], [0.999, 30.4], [1.0, 30.0]]
    left = [[0.0, 30.0], *border[::-1], [0.0, 31.0], [0.0, 30.0]]
    right = [[1.0, 31.0], *border[1:], [2.0, 30.0], [2.0, 31.0], [1.0, 31.0]]
    path = listed(two_provinces, outlines(("Baharak", left), ("Next", right)), "d.geojson")
    report(two_provinces, path, "--register", "--tolerance", "0.1")

    shapes = [json.loads(line).get("geometry") for line in two_provinces.log()[-2:]]
    ours, theirs = ({tuple(one) for one in shape["coordinates"][0]} for shape in shapes)
    assert ours & theirs == {(1.0, 31.0), (1.0, 30.0)}
    assert len(ours) == len(theirs) == 4


def test_points_are_places_of_the_kind_that_was_said(two_provinces: Cli) -> None:
    rows = 'name,lat,lon\nPanji Poyon,"37,19",68.58\nNowhere,0,0\nSher Khan,37.2,\nPanji Poyon,37.19,68.58\n'
    path = listed(two_provinces, rows, "points.csv")
    given = (path, "--kind", "border_crossing_point", "--within", "af")
    told = report(two_provinces, *given)

    assert counts(told) == (4, 2, 1, 0, 1)
    assert [(one["line"], one["code"]) for one in told["problems"]] == [(3, "NULL_ISLAND")]
    assert places(two_provinces)["af-panji-poyon"]["latitude"] == 37.19
    assert counts(report(two_provinces, *given)) == (4, 0, 3, 0, 1)
    assert [one["code"] for one in report(two_provinces, path)["problems"]] == ["NO_KIND"], "and no more: it is no list"


def test_a_point_under_a_name_in_another_order_is_the_same_place(two_provinces: Cli) -> None:
    one = listed(two_provinces, "name,lat,lon\nDorohusk-Jagodzin,51.18522,23.80777\n", "one.csv")
    other = listed(two_provinces, "Name - Eng,Lat,Long\nJagodzin - Dorohusk,51.185221,23.807771\n", "other.csv")
    report(two_provinces, one, "--kind", "border_crossing_point")
    assert counts(report(two_provinces, other, "--kind", "border_crossing_point")) == (1, 0, 0, 1, 0)


def test_a_place_that_is_called_as_the_commands_are_is_found_too(sqlite_cli: Cli) -> None:
    sqlite_cli.imported(place("x", "import"))
    assert [*places(sqlite_cli, "list", "import")] == ["x"]
    assert "import" in sqlite_cli.does("places", "--help")


def test_a_dry_run_refuses_what_would_be_refused(cli: Cli, old: Path) -> None:
    dry, real = (report(cli, old, "--source", "nope", *words) for words in (("--dry-run",), ()))

    assert counts(dry) == counts(real) == (6, 0, 0, 0, 6)
    assert {one["code"] for one in real["problems"]} >= {"UNKNOWN_SOURCE"}
    assert dry["problems"] == real["problems"]
    assert cli.log() == []


def test_a_line_that_the_log_refuses_does_not_keep_the_others_out(two_provinces: Cli) -> None:
    """Given a province that lies as deep as a place may, when one town of a list lies in it, and one does not."""
    chain = [place(f"in-{n}", kind="PROVINCE", parent=f"in-{n - 1}" if n else "af") for n in range(31)]
    shape = {"type": "Polygon", "coordinates": [square(10, 30)]}
    two_provinces.imported(*chain, place("deep", kind="PROVINCE", parent="in-30", geometry=shape))
    towns = listed(two_provinces, "name,lat,lon\nToodeep,30.5,10.5\nRustaq,30.5,0.5\n")

    dry, real = (report(two_provinces, towns, "--kind", "populated_place", *words) for words in (("--dry-run",), ()))

    assert counts(dry) == counts(real) == (2, 1, 0, 0, 1)
    assert [(one["line"], one["code"]) for one in real["problems"]] == [(2, "TOO_DEEP")]
    assert places(two_provinces)["af-rustaq"]["ancestors"][0]["id"] == "af-west"


def test_a_list_brings_back_what_another_list_has_changed(two_provinces: Cli) -> None:
    """Given outlines of two lists in turn, when the first comes again, then it is not taken for what is on record."""
    lists = [listed(two_provinces, outlines(("Chahab", square(2.5, south))), f"{south}.json") for south in (31, 30.5)]

    assert [counts(report(two_provinces, path))[3] for path in (*lists, lists[0])] == [1, 1, 1]


def test_a_dry_run_leaves_no_database_behind(sqlite_cli: Cli, tmp_path: Path) -> None:
    path = listed(sqlite_cli, f"{HEADER}\n{OLD}\n")
    ended = sqlite_cli(
        "places", "import", path, "--dry-run", "--json", "--database-url", f"sqlite:///{tmp_path / 'none.db'}"
    )
    assert (ended.code, ended.json["new"]) == (0, 6), "where nothing is yet it tells what would be"
    assert not (tmp_path / "none.db").exists()


def test_problems_are_never_written_over_the_list(sqlite_cli: Cli) -> None:
    path = listed(sqlite_cli, f"{HEADER}\n{OLD}\n")
    ended = sqlite_cli("places", "import", path, "--errors", path)
    assert (ended.code, "--errors" in ended.err) == (2, True)
    assert path.read_text("utf-8-sig") == f"{HEADER}\n{OLD}\n"


def test_a_dry_run_does_not_migrate_the_database(sqlite_cli: Cli, tmp_path: Path) -> None:
    path = listed(sqlite_cli, f"{HEADER}\n{OLD}\n")
    empty = tmp_path / "empty.db"
    empty.touch()
    assert sqlite_cli("places", "import", path, "--dry-run", "--database-url", f"sqlite:///{empty}").code == 3
    with closing(sqlite3.connect(empty)) as file:
        assert file.execute("SELECT name FROM sqlite_master").fetchall() == []


def test_a_file_that_is_no_list_is_refused_and_stores_nothing(sqlite_cli: Cli) -> None:
    for text in ('{"type": "FeatureCollection", "features": [{"type', "{}", ""):
        path = listed(sqlite_cli, text, "bad.geojson")
        assert sqlite_cli("places", "import", path, "--kind", "district").code == 1, text
    assert sqlite_cli.log() == []
