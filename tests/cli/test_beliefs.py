"""`timeline history --beliefs`: one day of the world, seen from every day of knowledge."""

from tests.support.builders import cast, changed, retracted
from tests.support.cli_runner import Cli
from tests.support.command_queries import EVENT, HELD, as_asked, ask


def beliefs(url: str, place: str, day: str) -> list[dict]:
    query = f"""{{ beliefs(place: "{place}", date: "{day}") {{
        nodes {{ knownFrom knownTo state {{ {HELD} }} events {{ {EVENT} }} }} }} }}"""
    return ask(url, query)["beliefs"]["nodes"]


def test_what_was_believed_of_khwaja_ghar_as_reports_came_in(sample_cli: Cli) -> None:
    found = sample_cli("history", "Khwaja Ghar", "--beliefs", "2021-06-22", "--json").json

    assert [(one["knownFrom"], one["knownTo"], one["state"]["certainty"]) for one in found["beliefs"]] == [
        (None, "2021-06-20", "UNKNOWN"),
        ("2021-06-20", "2021-06-21", "ESTABLISHED"),
        ("2021-06-21", "2021-06-22", "ESTABLISHED"),
        ("2021-06-22", "2021-06-23", "CLAIMED"),
        ("2021-06-23", None, "DISPUTED"),
    ]
    assert [event["id"] for event in found["beliefs"][-1]["events"]] == ["asia-plus-2021-06-23.khwaja-ghar"]
    answer = beliefs(sample_cli.url, "af-khwaja-ghar", "2021-06-22")
    assert as_asked(found["beliefs"], answer) == answer


def test_people_are_told_the_same(sample_cli: Cli) -> None:
    told = sample_cli.does("history", "AF1809", "--beliefs", "2021-06-22")

    assert told.splitlines()[0] == "Khwaja Ghar (af-khwaja-ghar), district in Takhar"
    assert "before 2021-06-20  nothing known\n" in told
    assert "from 2021-06-22  CLAIMED: Afghan security forces since 2021-06-21, or Taliban\n" in told
    assert "OWN_GAIN" in told


def test_a_report_stands_in_the_beliefs_from_before_it_was_taken_back(cli: Cli) -> None:
    cli.imported(*cast(), changed(id="fell", published="2021-06-22"))
    cli.imported(retracted("fell", id="taken-back", published="2021-07-01"))

    found = cli("history", "af-imam-sahib", "--beliefs", "2021-06-23", "--json").json["beliefs"]

    assert [[(event["id"], event["standing"]) for event in one["events"]] for one in found] == [
        [],
        [("fell", True)],
        [("taken-back", True)],
    ]
    answer = beliefs(cli.url, "af-imam-sahib", "2021-06-23")
    assert as_asked(found, answer) == answer


def test_an_earlier_position_knows_less(cli: Cli) -> None:
    cli.imported(*cast())
    cli.imported(changed(id="fell"))
    head = len(cli.log())

    def count(position: int) -> int:
        words = ("--beliefs", "2021-06-23", "--position", position, "--json")
        return len(cli("history", "af-imam-sahib", *words).json["beliefs"])

    assert (count(head - 1), count(head)) == (1, 2)


def test_a_place_of_which_nobody_speaks_has_one_belief(sample_cli: Cli) -> None:
    told = sample_cli.does("history", "af-zabul", "--beliefs", "2021-06-22")

    assert told.splitlines()[-1] == "to this day  nothing known"


def test_beliefs_are_of_one_day_and_of_all_knowledge(sample_cli: Cli) -> None:
    bad_day = sample_cli("history", "af-zabul", "--beliefs", "2021-06-31")
    both = sample_cli("history", "af-zabul", "--beliefs", "2021-06-22", "--known-on", "2021-06-22")

    assert (bad_day.code, both.code) == (2, 2)
    assert "--known-on" in both.err
