"""The other commands that read: periods, events, places, schemas."""

import json

from tests.support.builders import asserted, cast, place, retracted
from tests.support.cli_runner import Cli
from tests.support.repository import ROOT


def test_history_lists_the_periods_of_a_place(sample_cli: Cli) -> None:
    found = sample_cli("history", "Khwaja Ghar", "--json").json

    assert [(one["from"], one["to"], one["certainty"]) for one in found["history"]] == [
        ("2021-06-20", "2021-06-21", "ESTABLISHED"),
        ("2021-06-21", "2021-06-22", "ESTABLISHED"),
        ("2021-06-22", None, "DISPUTED"),
    ]
    assert found["history"][0]["holder"] == {"id": "taliban", "name": "Taliban"}
    assert sample_cli.does("history", "Khwaja Ghar").splitlines()[1].split() == [
        "from",
        "to",
        "holder",
        "level",
        "certainty",
        "said",
        "otherwise",
    ]


def test_history_as_it_was_known_is_shorter(sample_cli: Cli) -> None:
    found = sample_cli("history", "Khwaja Ghar", "--known-on", "2021-06-20", "--json").json

    assert [(one["from"], one["to"]) for one in found["history"]] == [("2021-06-20", None)]


def test_a_place_of_which_nobody_speaks_has_no_history(sample_cli: Cli) -> None:
    assert "Nobody said anything" in sample_cli.does("history", "af-zabul")


def test_events_are_listed_by_what_they_are_and_go_on_where_they_ended(sample_cli: Cli) -> None:
    about = ("events", "--place", "Khwaja Ghar", "--type", "controlchanged")
    everything = sample_cli(*about, "--json").json
    page = sample_cli(*about, "--json", "--first", 2).json
    rest = sample_cli(*about, "--json", "--after", page["events"][-1]["position"]).json

    assert {one["type"] for one in everything["events"]} == {"ControlChanged"}
    assert page["hasNextPage"]
    assert page["events"] + rest["events"] == everything["events"]
    assert f"--after {page['events'][-1]['position']}" in sample_cli(*about, "--first", 2).err


def test_events_of_a_source_are_listed_with_whole_ids(sample_cli: Cli) -> None:
    told = sample_cli.does("events", "--source", "xinhua-2021-06-21")

    assert "xinhua-2021-06-21.khwaja-ghar-retaken" in told
    assert "af-khwaja-ghar" in told


def test_what_stands_no_longer_is_marked_or_left_out(cli: Cli) -> None:
    cli.imported(*cast(), asserted(id="mistake"), retracted("mistake", id="act"))

    assert "mistake  (stands no longer)" in cli.does("events")
    assert "mistake" not in [one["id"] for one in cli("events", "--standing", "--json").json["events"]]


def test_events_of_every_type_can_be_listed(sample_cli: Cli) -> None:
    found = sample_cli("events", "--first", 1000, "--json").json

    assert len({one["type"] for one in found["events"]}) >= 9
    assert len(found["events"]) == len(sample_cli.log())
    assert sample_cli.does("events", "--first", 1000).count("\n") == 2 * len(found["events"])


def test_a_type_that_is_none_is_wrong_use(sqlite_cli: Cli) -> None:
    ended = sqlite_cli("events", "--type", "Rumour")

    assert ended.code == 2
    assert "ControlChanged" in ended.err


def test_places_are_found_by_name_within_and_by_kind(sample_cli: Cli) -> None:
    def ids(*words: str) -> list[str]:
        return [one["id"] for one in sample_cli("places", *words, "--json").json["places"]]

    assert ids("Baharak") == ["af-badakhshan-baharak", "af-takhar-baharak"]
    assert ids("Baharak", "--within", "Takhar") == ["af-takhar-baharak"]
    assert len(ids("--within", "af-kunduz", "--kind", "district")) == 7
    assert ids("--after", "tj-zzz") == []
    assert "AF1809" in sample_cli.does("places", "Khwaja Ghar")


def test_rebuild_reports_that_nothing_was_different(sample_cli: Cli) -> None:
    rebuilt = sample_cli("rebuild", "--json").json

    assert rebuilt["equal"]
    assert rebuilt["before"] == rebuilt["after"]
    assert rebuilt["position"] == len(sample_cli.log())
    assert "nothing was different" in sample_cli.does("rebuild")


def test_schema_prints_what_is_committed(sqlite_cli: Cli) -> None:
    assert sqlite_cli.does("schema") == (ROOT / "schema.graphql").read_text()


def test_schema_of_a_line_is_json_schema(sqlite_cli: Cli) -> None:
    assert json.loads(sqlite_cli.does("schema", "--jsonl"))["$schema"].endswith("2020-12/schema")


def test_places_of_a_name_are_filtered_and_paged_as_all_are(sqlite_cli: Cli) -> None:
    """Given three places of a name, one that has ended and one with a code, when the list is narrowed or paged."""
    sqlite_cli.imported(
        place("a", "Baharak", codes=[{"scheme": "s", "edition": "1", "code": "A"}]),
        place("b", "Baharak", existsTo="2020-01-01"),
        place("c", "Baharak"),
    )

    def listed(*words: str) -> tuple[list[str], bool]:
        told = sqlite_cli("places", "Baharak", *words, "--json").json
        return [one["id"] for one in told["places"]], told["hasNextPage"]

    assert listed() == (["a", "b", "c"], False)
    assert listed("--on", "2021-01-01") == (["a", "c"], False)
    assert listed("--edition", "s:1") == (["a"], False)
    assert listed("--first", "1") == (["a"], True)
    assert listed("--first", "2", "--after", "a") == (["b", "c"], False)
