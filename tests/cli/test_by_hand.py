"""Events recorded, corrected and retracted from the command line: as JSON, or by answers to questions."""

import json
from typing import Any

import pytest
from typer.testing import Result

from tests.support.cli_runner import Cli
from tests.support.terminal_sessions import at_terminal

CLAIM = {"type": "ControlAsserted", "id": "by-hand", "place": "t-1", "holder": "taliban", "occurred": "2021-06-02"}


def sent(cli: Cli, *words: str, event: dict[str, Any] | str) -> tuple[int, dict[str, Any]]:
    text = event if isinstance(event, str) else json.dumps(event)
    ended = cli(*words, "--json", input=text.encode())
    return ended.code, ended.json


def asked(cli: Cli, command: str, answers: str) -> Result:
    return at_terminal(cli.folder, command, answers.split("|"), TIMELINE_DATABASE_URL=cli.url)


def holder(cli: Cli, *options: str) -> str | None:
    found = cli("state", "t-1", "--as-of", "2021-06-02", "--json", *options).json["holder"]
    return found and found["id"]


def test_an_event_is_recorded_once_however_often_it_is_sent(begun: Cli) -> None:
    code, first = sent(begun, "record", event=CLAIM)
    assert (code, first["id"], first["replayed"], first["warnings"]) == (0, "by-hand", False, [])
    before = begun.log()

    assert sent(begun, "record", event=CLAIM) == (0, {**first, "replayed": True})
    assert begun.log() == before
    assert len(before) == first["position"]
    assert holder(begun) == "taliban"


def test_an_event_may_stand_in_an_option(begun: Cli) -> None:
    shown = begun.does("record", "--event", json.dumps(CLAIM))

    assert "as by-hand" in shown
    assert "On record already" in begun.does("record", "--event", json.dumps(CLAIM))


@pytest.mark.parametrize(
    ("event", "path", "code"),
    [
        ({**CLAIM, "place": "nowhere"}, ["place"], "UNKNOWN_PLACE"),
        ({**CLAIM, "holder": "who"}, ["holder"], "UNKNOWN_ACTOR"),
        ({"type": "ControlAsserted"}, ["occurred"], "MISSING"),
        ("{", [], "NOT_JSON"),
        ("[]", [], "NOT_AN_OBJECT"),
        ("", [], "NOT_JSON"),
        ('{"type": "ControlAsserted", "type": "ControlAsserted"}', [], "KEY_TWICE"),
    ],
)
def test_what_is_no_event_is_refused_with_path_and_remedy(
    sqlite_cli: Cli, event: dict[str, Any] | str, path: list[str], code: str
) -> None:
    sqlite_cli.imported({"type": "PlaceRegistered", "place": "t-1", "kind": "DISTRICT", "names": [{"text": "Ford"}]})
    before = sqlite_cli.log()

    exit_code, result = sent(sqlite_cli, "record", event=event)

    assert exit_code == 1
    assert result["recorded"] is False
    assert (path, code) in [(problem["path"], problem["code"]) for problem in result["problems"]]
    assert sqlite_cli.log() == before


def test_a_dry_run_stores_nothing(begun: Cli) -> None:
    before = begun.log()

    code, result = sent(begun, "record", "--dry-run", event=CLAIM)

    assert (code, result["recorded"], result["position"]) == (0, False, len(before) + 1)
    assert begun.log() == before


def test_a_speaker_who_is_like_an_actor_is_warned_of(begun: Cli) -> None:
    _, result = sent(begun, "record", event={**CLAIM, "attribution": ["a Taliban spokesman"]})

    assert [(each["path"], each["code"]) for each in result["warnings"]] == [
        (["attribution", "0"], "UTTERER_LIKE_ACTOR")
    ]


def test_another_batch_under_a_key_is_refused(begun: Cli) -> None:
    sent(begun, "record", "--key", "k", event=CLAIM)

    code, result = sent(begun, "record", "--key", "k", event={**CLAIM, "id": "other"})

    assert (code, [each["code"] for each in result["problems"]]) == (1, ["IDEMPOTENCY_KEY_REUSED"])


def test_an_event_is_corrected_and_the_correction_retracted(begun: Cli) -> None:
    sent(begun, "record", event=CLAIM)
    replacement = {key: value for key, value in CLAIM.items() if key != "id"} | {"holder": "government"}

    code, corrected = sent(begun, "correct", "by-hand", "--reason", "a slip", event=replacement)

    assert code == 0
    assert holder(begun) == "government"
    ended = begun("retract", corrected["id"], "--reason", "no slip", "--json")
    assert (ended.code, ended.json["recorded"]) == (0, True)
    assert holder(begun) == "taliban"
    again = begun("retract", corrected["id"], "--reason", "again", "--json")
    assert (again.code, [each["code"] for each in again.json["problems"]]) == (1, ["ALREADY_RETRACTED"])


def test_a_retraction_may_say_from_when_it_is_known(begun: Cli) -> None:
    sent(begun, "record", event={**CLAIM, "published": "2021-06-03"})

    begun.does("retract", "by-hand", "--reason", "wrong town", "--known-at", "2021-06-05")

    assert holder(begun, "--known-on", "2021-06-04") == "taliban"
    assert holder(begun, "--known-on", "2021-06-05") is None


def test_without_a_terminal_the_command_says_how_to_give_the_event(begun: Cli) -> None:
    for words in (("record",), ("correct", "by-hand"), ("retract", "by-hand")):
        ended = begun(*words)

        assert ended.code == 2
        assert "--json" in ended.err or "--reason" in ended.err


class TestAtATerminal:
    def test_the_fields_of_an_event_are_asked_for(self, begun: Cli) -> None:
        """Wrong answers are asked again, with the reason; a place may be named."""
        ended = asked(
            begun,
            "timeline record",
            "|June|2021-06-02|Frod|Ford|talib|taliban|2021-06-03|neutrl|neutral|by telephone||y",
        )

        assert ended.exit_code == 0, ended.output
        for wrong in ("no place is meant by 'Frod'", "no actor is registered as 'talib'", "registered as 'neutrl'"):
            assert wrong in ended.output
        recorded = json.loads(begun.log()[-1])
        assert {name: recorded[name] for name in recorded if name not in ("id", "version")} == {
            "type": "ControlAsserted",
            "occurred": "2021-06-02",
            "published": "2021-06-03",
            "source": "neutral",
            "note": "by telephone",
            "place": "t-1",
            "holder": "taliban",
        }

    def test_fields_of_an_event_are_corrected(self, begun: Cli) -> None:
        sent(begun, "record", event=CLAIM)

        ended = asked(begun, "timeline correct by-hand", "holder|government||the other side|y")

        assert ended.exit_code == 0, ended.output
        assert holder(begun) == "government"
        assert json.loads(begun.log()[-1])["reason"] == "the other side"

    def test_an_event_is_shown_before_it_is_retracted(self, begun: Cli) -> None:
        sent(begun, "record", event=CLAIM)

        assert asked(begun, "timeline retract by-hand", "|n").exit_code == 0
        assert holder(begun) == "taliban"
        ended = asked(begun, "timeline retract by-hand", "|y")

        assert '"holder":"taliban"' in ended.output.replace('": "', '":"')
        assert holder(begun) is None

    @pytest.mark.parametrize("command", ["correct", "retract"])
    def test_an_unknown_event_is_named(self, begun: Cli, command: str) -> None:
        ended = asked(begun, f"timeline {command} nothing", "")

        assert ended.exit_code == 1
        assert "timeline events" in ended.output


class TestADryRun:
    def test_says_which_answers_would_differ(self, begun: Cli) -> None:
        before = begun.log()

        _, result = sent(begun, "record", "--dry-run", event=CLAIM)

        [change] = result["changes"]
        assert (change["place"]["id"], change["from"], change["to"]) == ("t-1", "2021-06-02", None)
        assert (change["before"]["certainty"], change["after"]["holder"]["id"]) == ("UNKNOWN", "taliban")
        assert begun.log() == before

    def test_says_so_in_words(self, begun: Cli) -> None:
        shown = begun.does("record", "--dry-run", "--event", json.dumps(CLAIM))

        assert "from 2021-06-02 on" in shown
        assert "then  ESTABLISHED. Taliban" in shown

    def test_of_what_changes_nothing_says_that(self, begun: Cli) -> None:
        said = CLAIM | {"attribution": ["a villager"]}
        sent(begun, "record", event=said)

        shown = begun.does("record", "--dry-run", "--event", json.dumps(said | {"id": "again"}))

        assert "No answer would differ." in shown

    def test_of_what_is_on_record_says_where(self, begun: Cli) -> None:
        _, first = sent(begun, "record", event=CLAIM)

        _, again = sent(begun, "record", "--dry-run", event=CLAIM)

        assert (again["recorded"], again["replayed"], again["position"]) == (False, True, first["position"])

    def test_of_a_correction_and_of_a_retraction(self, begun: Cli) -> None:
        sent(begun, "record", event=CLAIM)
        replacement = {key: value for key, value in CLAIM.items() if key != "id"} | {"holder": "government"}

        _, corrected = sent(begun, "correct", "by-hand", "--reason", "a slip", "--dry-run", event=replacement)
        retracted = begun("retract", "by-hand", "--reason", "a slip", "--dry-run", "--json").json

        assert [change["after"]["holder"]["id"] for change in corrected["changes"]] == ["government"]
        assert [change["after"]["holder"] for change in retracted["changes"]] == [None]
        assert holder(begun) == "taliban"
