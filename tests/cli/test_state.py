"""`timeline state` over the sample: one place, one answer, and who says so."""

import pytest

from tests.support.builders import cast, changed, place, status
from tests.support.cli_runner import Cli


@pytest.fixture
def khwaja_ghar(sample_cli: Cli):
    def ask(day: str, *words: str) -> dict:
        return sample_cli("state", "af-khwaja-ghar", "--as-of", day, "--json", *words).json

    return ask


def test_khwaja_ghar_fell_was_retaken_and_is_disputed(khwaja_ghar) -> None:
    fell, retaken, disputed = (khwaja_ghar(f"2021-06-{day}") for day in (20, 21, 22))

    assert (fell["holder"]["id"], fell["certainty"]) == ("taliban", "ESTABLISHED")
    assert (retaken["holder"]["id"], retaken["certainty"]) == ("afghan-security-forces", "ESTABLISHED")
    assert (disputed["holder"], disputed["certainty"]) == (None, "DISPUTED")
    assert {other["holder"]["id"] for other in disputed["alternatives"]} == {"taliban", "afghan-security-forces"}


def test_the_policy_is_named_in_either_case(khwaja_ghar) -> None:
    assert khwaja_ghar("2021-06-22", "--policy", "cautious") == khwaja_ghar("2021-06-22", "--policy", "CAUTIOUS")
    assert khwaja_ghar("2021-06-22", "--policy", "cautious")["level"] == "CONTESTED"


def test_what_was_known_a_day_earlier(sample_cli: Cli) -> None:
    def ask(*known_on: str) -> list[str]:
        found = sample_cli("state", "af-imam-sahib", "--as-of", "2021-06-23", "--json", *known_on).json
        return [claim["published"] for claim in found["basis"]]

    assert max(ask()) == "2021-06-23"
    assert max(ask("--known-on", "2021-06-22")) == "2021-06-22"


def test_json_has_the_coordinates_and_who_says_so(sample_cli: Cli) -> None:
    found = sample_cli("state", "af-imam-sahib", "--as-of", "2021-06-23", "--json").json

    snapshot = found["snapshot"]
    assert snapshot.pop("token")
    assert snapshot == {
        "date": "2021-06-23",
        "knownOn": None,
        "knownAt": None,
        "position": len(sample_cli.log()),
        "policy": "AGAINST_INTEREST",
    }
    assert found["place"]["parent"] == {"id": "af-kunduz", "name": "Kunduz"}
    claim = next(one for one in found["basis"] if one["id"] == "asia-plus-2021-06-21.imam-sahib")
    assert claim["gainer"] == {"id": "taliban", "name": "Taliban"}
    assert claim["source"]["publisher"] == "Asia-Plus"
    # Asia-Plus quotes a reporter, who is no registered actor.
    assert (claim["source"]["reliability"], claim["interest"]) == ("B", "UNKNOWN")
    assert claim["attribution"][-1] == "asia-plus"


def test_people_are_told_the_same(sample_cli: Cli) -> None:
    told = sample_cli.does("state", "Imam Sahib", "--as-of", "2021-06-23")

    assert told.splitlines()[0] == "Imam Sahib (af-imam-sahib), district in Kunduz"
    assert "2021-06-21T12:00/2021-06-21T15:30" in told
    for word in ("Taliban (taliban)", "ESTABLISHED", "Who says so", "Asia-Plus, 2021-06-23", "grade B", "OWN_GAIN"):
        assert word in told


@pytest.mark.parametrize(
    "words",
    [
        "af-imam-sahib",
        "AF1905",
        "ocha-cod-ab:AF1905",
        "ocha-cod-ab:2021-11-17:AF1905",
        "Imam Sahib",
        "IMAM-SOKHIB",
        "Имам Сахиб",
        "امام صاحب",
    ],
)
def test_a_place_is_known_by_id_by_code_and_by_every_name(sample_cli: Cli, words: str) -> None:
    ended = sample_cli("state", words, "--as-of", "2021-06-23", "--json")

    assert ended.json["place"]["id"] == "af-imam-sahib"


def test_a_name_of_two_places_lists_both_with_what_they_lie_in(sample_cli: Cli) -> None:
    ended = sample_cli("state", "Baharak", "--as-of", "2021-06-23")

    assert (ended.code, ended.out) == (1, "")
    assert ended.err.splitlines() == [
        "Error: 'Baharak' may be 2 places: give the id of one",
        "  af-badakhshan-baharak  Baharak, district in Badakhshan, Afghanistan",
        "  af-takhar-baharak  Baharak, district in Takhar, Afghanistan",
    ]


@pytest.mark.parametrize("words", ["Atlantis", "ocha-cod-ab:XX1", "a:b:c:d", "%", "' OR 1=1 --"])
def test_an_unknown_place_is_refused(sample_cli: Cli, words: str) -> None:
    ended = sample_cli("state", words, "--as-of", "2021-06-23")

    assert ended.code == 1
    assert ended.err.startswith(f"Error: no place is meant by {words!r}: check the spelling")


def test_a_code_that_means_two_places_in_two_editions_is_refused(cli: Cli) -> None:
    def coded(edition: str) -> list[dict]:
        return [{"scheme": "codes", "edition": edition, "code": "X1"}]

    cli.imported(place("one", codes=coded("1")), place("two", codes=coded("2")))

    assert "may be 2 places" in cli("state", "X1", "--as-of", "2021-06-23").err
    assert cli("state", "codes:2:X1", "--as-of", "2021-06-23", "--json").json["place"]["id"] == "two"


def test_an_earlier_position_gives_the_earlier_answer(cli: Cli) -> None:
    cli.imported(*cast(), changed(gainer="government"))
    cli.imported(changed(occurred="2021-06-22"))

    def ask(position: int) -> str:
        ended = cli("state", "af-imam-sahib", "--as-of", "2021-06-23", "--position", position, "--json")
        return ended.json["holder"]["id"]

    assert (ask(8), ask(9)) == ("government", "taliban")
    ahead = cli("state", "af-imam-sahib", "--as-of", "2021-06-23", "--position", 10)
    assert (ahead.code, ahead.err) == (1, "Error: the log ends at position 9, before 10: ask for that or less\n")


def test_whether_a_place_can_be_used_is_told_with_who_says_so(cli: Cli) -> None:
    shut = status(status="CLOSED", direction="OUTBOUND", occurred="2021-06-22", id="shut")
    cli.imported(*cast(), changed(), status(status="OPEN", occurred="2021-06-15"), shut)

    told = cli.does("state", "af-imam-sahib", "--as-of", "2021-06-22")
    found = cli("state", "af-imam-sahib", "--as-of", "2021-06-22", "--json").json

    assert "status     CLOSED (OUTBOUND), ESTABLISHED since 2021-06-15/2021-06-22" in told
    assert "Who says so of its status" in told
    assert (found["status"]["status"], found["status"]["basis"][0]["id"]) == ("CLOSED", "shut")
    assert cli("state", "af-kunduz", "--as-of", "2021-06-22", "--json").json["status"] is None


@pytest.mark.parametrize("day", ["yesterday", "2021-6-1", "20210601", "2021-W24-3", "2021-02-30", "9999-99-99"])
def test_a_day_is_strictly_a_day(sqlite_cli: Cli, day: str) -> None:
    ended = sqlite_cli("state", "af", "--as-of", day)

    assert ended.code == 2
    assert "Invalid value for '--as-of'" in ended.err


def test_text_that_cannot_be_in_the_log_is_wrong_use(sqlite_cli: Cli) -> None:
    for words in ("\u202eaf", "\udcff", "a\x07b", ""):
        assert sqlite_cli("state", words, "--as-of", "2021-06-23").code == 2


def test_an_id_is_found_however_it_is_written(sample_cli: Cli) -> None:
    assert "Afghanistan (af)" in sample_cli.does("state", "AF", "--as-of", "2021-06-22")


def test_a_place_that_is_not_found_is_sent_to_where_spellings_are_compared(sample_cli: Cli) -> None:
    assert "timeline resolve 'Chwaja Gar'" in sample_cli("state", "Chwaja Gar", "--as-of", "2021-06-22").err
