"""Places found on the command line as a person writes them: unsure names list the candidates and exit 1."""

import pytest

from tests.support.builders import asserted, cast, place
from tests.support.cli_runner import Cli


@pytest.fixture
def towns(cli: Cli) -> Cli:
    cli.imported(
        *cast(),
        place("af-khwaja-ghar", "Khwaja Ghar", parent="af-kunduz"),
        place("af-khwaja-dukoh", "Khwaja Dukoh", parent="af"),
        place("a", "Baharak", parent="af-kunduz"),
        place("b", "Baharak", parent="af"),
        asserted(),
    )
    return cli


def test_places_are_listed_as_their_names_begin(towns: Cli) -> None:
    def ids(*words: object) -> list[str]:
        return [each["id"] for each in towns("places", *words, "--json").json["places"]]

    assert ids("Khwaja") == ids("khaja") == ["af-khwaja-dukoh", "af-khwaja-ghar"]
    assert ids("Khwaja Gar") == ["af-khwaja-ghar"]
    assert ids("Khwaja", "--first", "1") == ["af-khwaja-dukoh"]
    assert ids("Khwaja", "--after", "af-khwaja-dukoh") == ["af-khwaja-ghar"]
    assert ids("Khwaja", "--within", "Kunduz") == ["af-khwaja-ghar"]
    assert ids("Atlantis") == []


@pytest.mark.parametrize("typed", ["Khwaja Gar", "khajaghar", "Khwaja Gh", "KHWAJA-GHAR"])
def test_a_name_that_one_place_alone_can_have_is_taken_for_it(towns: Cli, typed: str) -> None:
    ended = towns("state", typed, "--as-of", "2021-06-23", "--json")

    assert ended.code == 0
    assert ended.json["place"]["id"] == "af-khwaja-ghar"
    is_on_record = typed == "KHWAJA-GHAR"
    assert ("is taken for af-khwaja-ghar  Khwaja Ghar, district in Kunduz, Afghanistan" in ended.err) != is_on_record


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("Khwaja", ["af-khwaja-dukoh", "af-khwaja-ghar"]),
        ("Baharak", ["a", "b"]),
        ("Bahar", ["a", "b"]),
    ],
)
def test_where_several_fit_they_are_listed_with_their_ids(towns: Cli, typed: str, ids: list[str]) -> None:
    ended = towns("state", typed, "--as-of", "2021-06-23")

    assert (ended.code, ended.out) == (1, "")
    assert f"Error: {typed!r} may be 2 places: give the id of one" in ended.err
    assert [line.split()[0] for line in ended.err.splitlines()[1:]] == ids


def test_an_unknown_id_lists_the_nearest(towns: Cli) -> None:
    ended = towns("state", "af-imam-sahb", "--as-of", "2021-06-23")

    assert ended.code == 1
    assert "Did you mean\n  af-imam-sahib  Imam Sahib, district in Kunduz, Afghanistan" in ended.err


@pytest.mark.parametrize("typed", ["Atlantis", "x" * 400, "?", "' -", "Атлантида"])
def test_what_nothing_is_like_is_said_to_be_unknown(towns: Cli, typed: str) -> None:
    ended = towns("state", typed, "--as-of", "2021-06-23")

    assert ended.code == 1
    assert "no place is meant by" in ended.err
