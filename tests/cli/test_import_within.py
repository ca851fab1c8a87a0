"""Tables of known datasets, whose places lie in a country of the gazetteer."""

import json
from typing import Any

import pytest

from tests.support.builders import place
from tests.support.cli_runner import Cli
from tests.support.table_imports import counts, table

GED = (
    "id,type_of_violence,side_a,side_b,where_prec,where_coordinates,adm_1,adm_2,country,latitude,longitude,"
    "date_prec,date_start,date_end,low,best,high"
)
DEATHS = (
    "1,Government of Examplia,Hill Front,1,Ford town,Kunduz Province,,Afghanistan,36.5,68.5,"
    "1,2021-06-20,2021-06-20,1,2,3"
)


class TestWithin:
    """Given a gazetteer, when UCDP tells of places in it, then they are its places, and nobody guesses."""

    def load(self, cli: Cli, *rows: str) -> dict[str, Any]:
        path = table(cli, GED, *(f"{number},{row}" for number, row in enumerate(rows, start=1)))
        return cli("import", path, "--known-at", "2021-07-01", "--within", "af", "--json").json

    def test_a_town_lies_in_the_province_of_the_gazetteer_and_twice_is_once(self, begun: Cli) -> None:
        assert counts(self.load(begun, DEATHS)) == {"read": 1, "new": 1}
        before = begun.log()

        assert counts(self.load(begun, DEATHS)) == {"read": 1, "repeated": 1}
        assert begun.log() == before
        found = begun(
            "casualties", "--from", "2021-06-20", "--to", "2021-06-20", "--within", "af-kunduz", "--json"
        ).json
        assert "ucdp-ged/1" in json.dumps(found)

    def test_a_refusal_names_the_command_that_mends_it(self, begun: Cli) -> None:
        other = DEATHS.replace("Kunduz Province", "Qunduz Oblast")
        [reason] = self.load(begun, other, other)["reasons"]
        [command] = reason["commands"]

        assert (reason["code"], reason["count"]) == ("UNKNOWN_PLACE", 2)
        assert command == "timeline resolve 'Qunduz Oblast' --is af-kunduz"
        begun.does("resolve", "Qunduz Oblast", "--is", "af-kunduz")
        assert counts(self.load(begun, other, other)) == {"read": 2, "new": 2}

    def test_the_dead_of_another_country_are_refused_by_name(self, begun: Cli) -> None:
        [reason] = self.load(begun, DEATHS.replace("Afghanistan", "Elsewhere"))["reasons"]

        assert (reason["code"], reason["commands"]) == ("OTHER_COUNTRY", {}), "it may be another country"
        assert "timeline resolve Elsewhere --is ID" in reason["message"]

    @pytest.mark.parametrize(
        "name", ["Islamic Republic of Afghanistan", "Afganistán", "AFG", "the Islamic Republic of Afghanistan"]
    )
    def test_a_country_is_known_by_all_its_names(self, begun: Cli, name: str) -> None:
        assert counts(self.load(begun, DEATHS.replace("Afghanistan", name))) == {"read": 1, "new": 1}

    def test_a_place_that_is_not_registered_is_named_once_and_not_with_every_row(self, begun: Cli) -> None:
        ended = begun("import", table(begun, GED, f"1,{DEATHS}"), "--within", "nowhere")

        assert ended.code == 1
        assert "no place nowhere is registered" in ended.err


class TestLaidHigher:
    """Given a town whose district the gazetteer lacks, when it has it, then the town moves and stays one place."""

    def load(self, cli: Cli, *rows: str) -> dict[str, Any]:
        path = table(cli, GED, *(f"{number},{row}" for number, row in enumerate(rows, start=1)))
        return cli("import", path, "--known-at", "2021-07-01", "--within", "af", "--json").json

    def towns(self, cli: Cli) -> list[tuple[str, str]]:
        told = cli("places", "--kind", "populated_place", "--json").json["places"]
        return [(place["id"], place["ancestors"][0]["id"]) for place in told]

    def test_the_names_of_unknown_districts_are_listed(self, begun: Cli) -> None:
        deaths = DEATHS.replace("Kunduz Province,", "Kunduz Province,Hill cercle")

        report = self.load(begun, deaths, deaths.replace("Ford", "Mill"), deaths.replace("Hill", "Dale"))

        [note] = [note for note in report["files"][0]["notes"] if "DISTRICT_UNKNOWN" in note]
        assert "'Hill cercle' (2), 'Dale cercle' (1)" in note
        assert "timeline resolve NAME --is ID" in note

    def test_a_town_moves_into_its_district_and_leaves_no_second_place(self, begun: Cli) -> None:
        deaths = DEATHS.replace("Kunduz Province,", "Kunduz Province,Hill cercle")
        self.load(begun, deaths)
        [(town, province)] = [one for one in self.towns(begun) if one[0].startswith("ucdp")]
        begun.imported(place("af-hill", "Hill", parent="af-kunduz"))

        report = self.load(begun, deaths, deaths.replace("1,2021-06-20,2021-06-20", "1,2021-06-21,2021-06-21"))

        assert province == "af-kunduz"
        assert [one for one in self.towns(begun) if one[0].startswith("ucdp")] == [(town, "af-hill")]
        assert counts(report) == {"read": 2, "new": 1, "repeated": 1}
        assert f"moved: {town} into af-hill" in report["files"][0]["notes"]
        before = begun.log()
        assert counts(self.load(begun, deaths)) == {"read": 1, "repeated": 1}
        assert begun.log() == before
