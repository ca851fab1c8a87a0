"""`timeline resolve`: proposals, and decisions that the next import knows."""

from tests.support.builders import changed, place
from tests.support.cli_runner import Cli


def test_reported_names_of_the_article_are_found(sample_cli: Cli) -> None:
    for name, meant in [
        ("Khajaghar", "af-khwaja-ghar"),
        ("Qalai Zol", "af-qala-e-zal"),
        ("Imam Saheb", "af-imam-sahib"),
        ("Дашти-Арчи", "af-dasht-e-archi"),
        ("خواجه غار", "af-khwaja-ghar"),
        ("Sher Khan Bandrar", "af-sher-khan-bandar"),
    ]:
        found = sample_cli("resolve", name, "--json").json["matches"]
        assert found[0]["place"]["id"] == meant, name
        assert not found[0]["ambiguous"], name


def test_two_places_of_one_name_are_ambiguous_until_the_question_says_where(sample_cli: Cli) -> None:
    assert sample_cli.does("resolve", "Baharak").count("ambiguous") >= 2
    assert "ambiguous" not in sample_cli.does("resolve", "Baharak", "--within", "Takhar", "--first", 1)


def test_a_decision_is_an_event_and_the_next_import_knows_it(sample_cli: Cli) -> None:
    report = sample_cli.file(changed({"name": "Quchgar"}, source=None))
    assert sample_cli("import", report).code == 1
    before = len(sample_cli.log())

    assert "Quchgar is af-khwaja-ghar." in sample_cli.does("resolve", "Quchgar", "--is", "af-khwaja-ghar")
    assert "already" in sample_cli.does("resolve", "Quchgar", "--is", "af-khwaja-ghar")

    assert len(sample_cli.log()) == before + 1
    sample_cli.does("import", report)
    codes = sample_cli("places", "Quchgar", "--json").json["places"][0]["codes"]
    assert [one["code"] for one in codes] == ["AF1809"], "nothing else of the place has changed"


def test_a_decision_that_would_make_another_name_ambiguous_is_refused(sample_cli: Cli) -> None:
    ended = sample_cli("resolve", "Imam Sahib", "--is", "af-khwaja-ghar")

    assert ended.code == 1
    assert "af-imam-sahib" in ended.err
    assert sample_cli("resolve", "Kakul", "--is", "nowhere").code == 1


def test_a_name_like_no_other_is_reported_as_such(sample_cli: Cli) -> None:
    ended = sample_cli("resolve", "77777")

    assert (ended.code, ended.out) == (1, "")
    assert "timeline places" in ended.err


def test_a_text_that_is_too_long_for_a_name_is_refused(sample_cli: Cli) -> None:
    ended = sample_cli("resolve", "Khajaghar " * 31)

    assert (ended.code, ended.out) == (2, "")
    assert "300 at most" in ended.err


def test_an_old_code_on_the_command_line_is_noted(sample_cli: Cli) -> None:
    old = {"scheme": "s", "edition": "1", "code": "OLD", "validTo": "2020-01-01"}
    sample_cli.imported(place("x", parent="af", codes=[old]))

    ended = sample_cli("state", "OLD", "--as-of", "2021-06-23")
    assert ended.code == 0
    assert "OLD of s is an old code of x" in ended.err
    assert sample_cli("state", "s:1:OLD", "--as-of", "2021-06-23").err == ""


def test_places_are_listed_by_edition_and_day(sample_cli: Cli) -> None:
    told = sample_cli("places", "editions", "--within", "af", "--json").json["editions"]
    assert {"scheme": "ocha-cod-ab", "edition": "2021-11-17", "kind": "DISTRICT", "places": 401} in told
    assert "401" in sample_cli.does("places", "editions")
    given = ("places", "--within", "af-takhar", "--kind", "district", "--on", "2021-06-01")
    assert len(sample_cli(*given, "--edition", "ocha-cod-ab:2021-11-17", "--json").json["places"]) == 17
    assert sample_cli(*given, "--edition", "ocha-cod-ab").code == 2
