"""`timeline diff`: before, after and why, as GraphQL tells it."""

import pytest

from domain.control.policies import VERSION as RULES
from service.asking import cursors
from tests.support.builders import asserted, cast, changed, corrected, retracted
from tests.support.cli_runner import Cli
from tests.support.command_queries import EVENT, HELD, as_asked, ask

KHWAJA_GHAR = ("--within", "Khwaja Ghar")


@pytest.fixture
def diff(sample_cli: Cli):
    def asked(*words: str) -> list[tuple]:
        found = sample_cli("diff", *words, "--json").json["places"]
        return [(one["place"]["id"], one["cause"], (one["after"]["holder"] or {}).get("id")) for one in found]

    return asked


def test_changes_of_the_world_and_of_our_knowledge_are_kept_apart(diff) -> None:
    world = diff("2021-06-20", "2021-06-21", *KHWAJA_GHAR)
    ours = diff("2021-06-21@2021-06-20", "2021-06-21@2021-06-21", *KHWAJA_GHAR)

    assert world == [("af-khwaja-ghar", "WORLD_CHANGED", "afghan-security-forces")]
    assert ours == [("af-khwaja-ghar", "WE_LEARNED", "afghan-security-forces")]


def test_readers_see_before_after_why_and_who_says_so(sample_cli: Cli) -> None:
    told = sample_cli.does("diff", "2021-06-22@2021-06-22", "2021-06-22", *KHWAJA_GHAR)

    lines = [line.rstrip() for line in told.splitlines()]
    assert lines[0] == "from 2021-06-22, as known on 2021-06-22"
    assert lines[1] == "to   2021-06-22, with all that is known"
    assert "Khwaja Ghar (af-khwaja-ghar), district in Takhar: we learned more" in lines
    assert "  before  CLAIMED: Afghan security forces since 2021-06-21, or Taliban" in lines
    assert "  after   DISPUTED: Taliban, or Afghan security forces" in lines
    assert "  asia-plus-2021-06-23.khwaja-ghar" in lines
    assert "Asia-Plus, 2021-06-23" in told
    assert lines[-1] == "1 place differs, because we learned more."


def test_that_nothing_differs_is_said(sample_cli: Cli) -> None:
    ended = sample_cli("diff", "2021-06-22", "2021-06-22")

    assert (ended.code, ended.out.splitlines()[-1]) == (0, "Nothing differs.")
    assert sample_cli("diff", "2021-06-22", "2021-06-22", "--json").json["places"] == []


def test_json_says_what_graphql_says_at_the_same_coordinates(sample_cli: Cli) -> None:
    told = sample_cli(
        "diff", "2021-06-20@2021-06-22", "2021-06-22", "--within", "Takhar", "--kind", "district", "--json"
    )
    snapshot = "date knownOn knownAt position policy token"
    answer = ask(
        sample_cli.url,
        f"""{{ diff(from: {{date: "2021-06-20", knownOn: "2021-06-22"}}, to: {{date: "2021-06-22"}},
                   within: "af-takhar", kind: DISTRICT) {{
              from {{ {snapshot} }} to {{ {snapshot} }}
              places {{ place {{ id kind name }} cause before {{ {HELD} }} after {{ {HELD} }} events {{ {EVENT} }} }}
            }} }}""",
    )["diff"]

    assert len(answer["places"]) > 2
    assert as_asked(told.json, answer) == answer


def test_what_took_back_and_what_put_right_are_named(cli: Cli) -> None:
    cli.imported(*cast(), asserted(id="list", published="2021-06-23"), changed(id="fell", published="2021-06-22"))
    again = changed(gainer="government", occurred="2021-06-20", published="2021-06-25")
    cli.imported(corrected("fell", again, id="put-right", published="2021-06-25"))
    cli.imported(retracted("list", id="taken-back", published="2021-06-26"))

    found = cli("diff", "2021-06-23@2021-06-24", "2021-06-23", "--json").json

    assert [[event["id"] for event in one["events"]] for one in found["places"]] == [["put-right", "taken-back"]]
    answer = ask(
        cli.url,
        f"""{{ diff(from: {{date: "2021-06-23", knownOn: "2021-06-24"}}, to: {{date: "2021-06-23"}}) {{
              places {{ cause before {{ {HELD} }} after {{ {HELD} }} events {{ {EVENT} }} }} }} }}""",
    )["diff"]
    assert as_asked(found, answer) == answer


def test_a_position_of_the_log_may_follow_the_day(cli: Cli) -> None:
    cli.imported(*cast())
    cli.imported(changed(id="fell"))
    head = len(cli.log())

    for earlier in (f"2021-06-23@{head - 1}", f"2021-06-23@2030-01-01@{head - 1}"):
        found = cli("diff", earlier, f"2021-06-23@{head}", "--json").json
        assert [one["cause"] for one in found["places"]] == ["WE_LEARNED"]
        assert found["from"]["position"] == head - 1
    assert f"log position {head - 1}" in cli.does("diff", earlier, "2021-06-23")


def test_a_token_leaves_nothing_for_the_options(sample_cli: Cli) -> None:
    named = sample_cli("state", "Khwaja Ghar", "--as-of", "2021-06-22", "--known-on", "2021-06-21", "--json").json
    options = ("--known-on", "2021-06-22", "--policy", "latest")

    found = sample_cli("diff", named["snapshot"]["token"], "2021-06-22", *options, "--json").json

    assert found["from"] == named["snapshot"]
    assert (found["to"]["knownOn"], found["to"]["policy"]) == ("2021-06-22", "LATEST")


def test_a_comparison_of_two_policies_notes_that_nothing_else_differs(sample_cli: Cli) -> None:
    words = ("diff", "2021-06-22", "2021-06-22", *KHWAJA_GHAR, "--policy-b", "cautious")

    [one] = sample_cli(*words, "--json").json["places"]

    assert (one["before"]["level"], one["after"]["level"]) == ("UNKNOWN", "CONTESTED")
    assert "the policy differs" in sample_cli.does(*words)


LATER_RULES = cursors.pack(1, RULES + 1, "2021-06-22", None, 1, "LATEST")
FIRST_RULES = cursors.pack(1, 1, "2021-06-22", None, 1, "LATEST")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("yesterday", "write it as YYYY-MM-DD"),
        ("2021-06-31", "not in the calendar"),
        ("2021-06-22@", "DATE@KNOWN"),
        ("2021-06-22@soon", "DATE@KNOWN"),
        ("2021-06-22@1@2", "DATE@KNOWN"),
        ("2021-06-22@2021-06-22@2021-06-23", "says again what is known"),
        ("2021-06-22@" + "9" * 5000, "DATE@KNOWN"),
        ("WzEs", "this token is none that a snapshot gave"),
        (LATER_RULES, f"of rules {RULES + 1}, by which another release answered"),
        (FIRST_RULES, "of rules 1, by which Conflict Timeline 0.1 answered"),
    ],
)
def test_what_is_no_snapshot_is_wrong_use(sqlite_cli: Cli, written: str, told: str) -> None:
    for words in ((written, "2021-06-22"), ("2021-06-22", written)):
        ended = sqlite_cli("diff", *words)
        assert (ended.code, ended.out) == (2, "")
        assert told in " ".join(ended.err.split())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("2021-06-22", "2021-06-22", "--within", "Atlantis"), "no place is meant by 'Atlantis'"),
        (("2021-06-22@1000000", "2021-06-22"), "the log ends at position"),
        (("2021-06-22", "2021-06-22", "--position", "1000000"), "the log ends at position"),
        (("2021-06-22", cursors.pack(1, RULES, "2021-06-22", None, 10**6, "LATEST")), "the log ends at position"),
    ],
)
def test_what_is_not_there_is_told(sample_cli: Cli, words: tuple[str, ...], told: str) -> None:
    ended = sample_cli("diff", *words)

    assert (ended.code, ended.out) == (1, "")
    assert told in ended.err
