"""Whether the log is still what was recorded, asked at the command line; and a rebuild that destroys no evidence."""

import hashlib

import pytest

from tests.support.altered_logs import execute, tamper
from tests.support.builders import changed
from tests.support.cli_runner import Cli

FORGED = "UPDATE event SET payload = replace(payload, 'Ford', 'Fort') WHERE position = 8"


def test_a_sound_log_is_said_to_be_sound(begun: Cli) -> None:
    out = begun.does("verify", "--projections")

    assert out == (
        "Verified the database: 10 events in 1 batch, up to position 10. "
        "The log is as it was recorded, and so are the projections.\n"
    )


def test_damage_is_named_with_its_position_and_what_to_do(begun: Cli) -> None:
    tamper(begun.url, FORGED, "DELETE FROM event WHERE position = 3")

    ended = begun("verify")

    assert ended.code == 1
    assert "2 findings, the first at position 3.\n" in ended.out
    assert "position 8: the text of the event, or its SHA-256, is not the one that was recorded" in ended.err
    assert "timeline restore FILE" in ended.err
    assert "Ford" not in ended.err + ended.out


def test_a_program_reads_the_same_as_json(begun: Cli) -> None:
    tamper(begun.url, FORGED, "UPDATE event SET sha256 = '' WHERE position = 9")

    report = begun("verify", "--json", "--limit", 1).json

    assert (report["sound"], report["logIsSound"], report["findingCount"]) == (False, False, 2)
    assert (report["head"], report["firstPosition"]) == (10, 8)
    assert [(finding["position"], finding["code"]) for finding in report["findings"]] == [(8, "PAYLOAD_CHANGED")]


def test_a_dropped_trigger_is_named(begun: Cli) -> None:
    on_sqlite = "sqlite" in begun.url
    execute(begun.url, "DROP TRIGGER event_no_delete" if on_sqlite else "DROP TRIGGER event_append_only ON event")

    ended = begun("verify")

    assert ended.code == 1
    assert f"the trigger {'event_no_delete' if on_sqlite else 'event_append_only'} is not there" in ended.err
    assert "timeline import --restore" in ended.err


@pytest.mark.parametrize(
    ("statement", "row"),
    [
        ("UPDATE claim SET holder = 'government'", "table claim: the row 11, t-1 differs in holder"),
        ("DELETE FROM claim", "table claim: the row 11, t-1 is missing"),
        ("UPDATE period SET level = 'CONTESTED'", "table period: the row t-1, control, 2021-06-21,"),
        ("INSERT INTO event_place VALUES (2, 't-1')", "table event_place: the row 2, t-1 is too many"),
        ("UPDATE projected SET position = 3", "the projections have not read the log from here on"),
        ("UPDATE projected SET rules = 1", "the periods follow older rules"),
        ("UPDATE folded SET position = 0", "1 places of an import have not been folded yet"),
    ],
)
def test_projections_that_are_not_what_the_log_gives_are_found_and_mended(begun: Cli, statement: str, row: str) -> None:
    begun.imported(changed("t-1"))
    execute(begun.url, statement)

    ended = begun("verify", "--projections")

    assert ended.code == 1
    assert row in ended.err
    assert "timeline rebuild" in ended.err
    begun.does("rebuild")
    assert begun.does("verify", "--projections")


def test_a_rebuild_refuses_a_forged_payload_and_leaves_the_evidence(begun: Cli) -> None:
    tamper(begun.url, FORGED)

    ended = begun("rebuild")

    assert ended.code == 1
    assert "nothing was rebuilt" in ended.err
    assert "position 8" in ended.err
    assert "Ford" in begun.does("places", "Ford")  # the projection, which still has the name as it was recorded
    assert begun("rebuild", "--json").json["verification"]["firstPosition"] == 8


def test_a_payload_that_was_forged_with_its_digest_is_found_by_the_tree_and_no_rebuild_hides_it(begun: Cli) -> None:
    payload = begun.log()[7].replace("Ford", "Fort")
    digest = hashlib.sha256(payload.encode()).hexdigest()
    tamper(begun.url, f"UPDATE event SET payload = '{payload}', sha256 = '{digest}' WHERE position = 8")

    ended = begun("verify")

    assert ended.code == 1
    assert "position 8: the event, or its batch, is not what was put under the tree" in ended.err
    assert begun("rebuild").code == 1
    assert "Ford" in begun.does("places", "Ford")


def test_a_rebuild_says_which_tables_had_been_wrong(begun: Cli) -> None:
    begun.imported(changed("t-1"))
    execute(begun.url, "UPDATE claim SET holder = 'government'", "DELETE FROM place_code")

    assert "What differed: place_code, claim." in begun.does("rebuild")
    assert begun("rebuild", "--json").json["differing"] == []
