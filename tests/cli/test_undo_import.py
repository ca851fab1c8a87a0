"""An import taken back: what it claimed is retracted, what it corrected stands again, it can be loaded again."""

import json
from random import Random
from typing import Any

import pytest

from tests.support.builders import asserted, cast, erased, place
from tests.support.cli_runner import Cli
from tests.support.table_imports import LIST, counts, edition, load, table

COUNTED = """
name = "dead"
source = "neutral"
[event]
type = "CasualtiesReported"
occurred = "day"
place = { name = "town" }
kinds = [{ value = "KILLED" }]
count = { low = "dead", best = "dead", high = "dead", qualifier = { value = "EXACT" } }
"""
COUNTED = COUNTED.replace("[event]", 'key = ["town", "day"]\n[event]')
HEADER = "town,day,dead"
IN_JUNE = ("--known-at", "2021-06-10")


def listed(cli: Cli) -> list[dict[str, Any]]:
    return cli("imports", "--json").json["imports"]


def undone(cli: Cli, number: str, *options: str) -> dict[str, Any]:
    ended = cli("import", "--undo", number, "--json", *options)
    assert ended.code == 0, ended.err
    return ended.json


def dead(cli: Cli, *options: str) -> tuple[int, int | None]:
    answer = cli("casualties", "--from", "2021-06-01", "--to", "2021-06-30", "--json", *options).json
    total = answer["casualties"][0]["count"] if answer["casualties"] else {"low": 0, "high": 0}
    return total["low"], total["high"]


def test_the_imports_on_record_are_listed_with_their_editions(begun: Cli) -> None:
    load(begun, COUNTED, table(begun, HEADER, "Ford,2021-06-01,5", "Hill,2021-06-01,many"), options=IN_JUNE)
    load(begun, COUNTED, table(begun, HEADER, "Ford,2021-06-01,7"), options=("--known-at", "2021-06-12"))

    second, first, given = listed(begun)

    assert given["file"] == "given.jsonl"
    assert (first["file"], first["new"], first["corrected"], first["refused"], first["standing"]) == (
        "table.csv",
        1,
        0,
        1,
        0,
    )
    assert (second["new"], second["corrected"], second["refused"], second["standing"]) == (0, 1, 0, 1)
    assert first["knownFrom"] == first["knownTo"] == "2021-06-10T23:59:59.999999+00:00"
    shown = begun.does("imports").splitlines()
    assert "2021-06-12" in shown[1]
    assert "2021-06-10" in shown[2]


def test_an_undo_retracts_what_was_brought_and_brings_back_what_was_corrected(begun: Cli) -> None:
    load(begun, COUNTED, table(begun, HEADER, "Ford,2021-06-01,5"), options=IN_JUNE)
    load(begun, COUNTED, table(begun, HEADER, "Ford,2021-06-01,7", "Hill,2021-06-01,1"), options=IN_JUNE)
    assert dead(begun) == (8, 8)
    before = begun.log()

    tried = undone(begun, listed(begun)[0]["id"], "--dry-run")

    assert (tried["retracted"], tried["revived"], tried["dryRun"]) == (2, 1, True)
    assert begun.log() == before
    assert undone(begun, listed(begun)[0]["id"]) == {**tried, "dryRun": False}
    assert dead(begun) == (5, 5)
    assert {json.loads(line)["type"] for line in begun.log()[len(before) :]} == {"EventRetracted"}


def test_a_second_undo_adds_nothing(begun: Cli) -> None:
    load(begun, COUNTED, table(begun, HEADER, "Ford,2021-06-01,5"), options=IN_JUNE)
    number = listed(begun)[0]["id"]
    undone(begun, number)
    before = begun.log()

    again = undone(begun, number)

    assert (again["retracted"], again["retractedBefore"]) == (0, 1)
    assert begun.log() == before
    assert listed(begun)[0]["standing"] == 0


def test_an_undone_import_counts_at_no_time_and_earlier_positions_keep_it(begun: Cli) -> None:
    """No source said what was loaded by mistake; what the log answered is another matter."""
    load(begun, COUNTED, table(begun, HEADER, "Ford,2021-06-01,5"), options=IN_JUNE)
    before = len(begun.log())
    undone(begun, listed(begun)[0]["id"])

    assert dead(begun) == dead(begun, "--known-on", "2021-06-10") == (0, 0)
    assert dead(begun, "--position", str(before)) == (5, 5)
    assert begun("import", "--undo", "1", "--known-at", "2021-06-20").code == 2


def test_an_undo_is_refused_where_a_later_import_or_a_hand_changed_what_was_brought(begun: Cli) -> None:
    load(begun, COUNTED, table(begun, HEADER, "Ford,2021-06-01,5"), options=IN_JUNE)
    load(begun, COUNTED, table(begun, HEADER, "Ford,2021-06-01,7"), options=("--known-at", "2021-06-12"))
    second, first, _ = listed(begun)
    before = begun.log()

    refused = begun("import", "--undo", first["id"])

    assert refused.code == 1
    assert f"timeline import --undo {second['id']}" in refused.err
    assert begun.log() == before
    undone(begun, second["id"])
    assert undone(begun, first["id"])["retracted"] == 1
    assert dead(begun) == (0, 0)


@pytest.mark.parametrize("mended", ["5", "6"])
def test_a_table_can_be_loaded_again_after_an_undo(begun: Cli, mended: str) -> None:
    """The same rows, or mended ones."""
    load(begun, COUNTED, table(begun, HEADER, "Ford,2021-06-01,5", "Hill,2021-06-01,1"), options=IN_JUNE)
    for times in range(3):
        undone(begun, listed(begun)[0]["id"])
        assert dead(begun) == (0, 0)

        rows = table(begun, HEADER, f"Ford,2021-06-01,{mended}", "Hill,2021-06-01,1")
        assert counts(load(begun, COUNTED, rows, options=IN_JUNE)) == {"read": 2, "new": 2}, times
        assert counts(load(begun, COUNTED, rows, options=IN_JUNE)) == {"read": 2, "repeated": 2}
        total = int(mended) + 1
        assert dead(begun) == dead(begun, "--known-on", "2021-06-10") == (total, total)


def test_an_edition_can_be_loaded_again_after_its_undo(begun: Cli) -> None:
    load(begun, COUNTED, table(begun, HEADER, "Ford,2021-06-01,5"), options=IN_JUNE)
    for number in ("7", "8"):
        rows = table(begun, HEADER, f"Ford,2021-06-01,{number}", "Hill,2021-06-01,1")
        report = load(begun, COUNTED, rows, options=("--known-at", "2021-06-12"))

        assert counts(report) == {"read": 2, "new": 1, "corrected": 1}
        total = int(number) + 1
        assert dead(begun) == dead(begun, "--known-on", "2021-06-12") == (total, total)
        undone(begun, listed(begun)[0]["id"])
        assert dead(begun) == (5, 5)


def test_what_a_hand_retracted_stays_retracted(begun: Cli) -> None:
    load(begun, COUNTED, table(begun, HEADER, "Ford,2021-06-01,5"), options=IN_JUNE)
    id = json.loads(begun.log()[-1])["id"]
    begun.imported({"type": "EventRetracted", "event": id, "reason": "wrong town", "published": "2021-06-11"})

    rows = table(begun, HEADER, "Ford,2021-06-01,6")
    report = load(begun, COUNTED, rows, code=1, options=("--known-at", "2021-06-12"))

    assert [each["code"] for each in report["problems"]] == ["RETRACTED"]


def test_events_can_be_loaded_again_after_an_undo(begun: Cli) -> None:
    line = {"type": "ControlAsserted", "place": "t-1", "holder": "taliban", "occurred": "2021-06-02", "id": "e-1"}
    path = begun.file(line, {**line, "id": "e-2", "place": "t-2"}, name="by-hand.jsonl")
    begun.does("import", path)
    for _ in range(3):
        undone(begun, next(each["id"] for each in listed(begun) if each["new"]))
        assert begun("state", "t-1", "--as-of", "2021-06-02", "--json").json["holder"] is None

        assert counts(begun("import", path, "--json").json) == {"read": 2, "new": 2}
        assert counts(begun("import", path, "--json").json) == {"read": 2, "repeated": 2}
        assert begun("state", "t-1", "--as-of", "2021-06-02", "--json").json["holder"]["id"] == "taliban"


def test_a_list_can_be_loaded_again_after_an_undo(begun: Cli) -> None:
    load(begun, LIST, edition(begun, "2021-06-01", "Ford,0", "Hill,0"))
    for _ in range(3):
        second = edition(begun, "2021-06-02", "Ford,1", "Hill,0")
        assert counts(load(begun, LIST, second)) == {"read": 2, "new": 1, "confirmed": 1}
        assert counts(load(begun, LIST, second)) == {"read": 2, "repeated": 2}
        holders = [begun("state", town, "--as-of", "2021-06-02", "--json").json["holder"] for town in ("t-1", "t-2")]
        assert [holder["id"] for holder in holders] == ["taliban", "government"]

        undone(begun, listed(begun)[0]["id"])
        assert begun("state", "t-1", "--as-of", "2021-06-02", "--json").json["holder"]["id"] == "government"


def test_registrations_stay_and_are_named(begun: Cli) -> None:
    source = {"type": "SourceRegistered", "source": "paper", "name": "The Paper"}
    claim = {"type": "ControlAsserted", "place": "t-1", "holder": "taliban", "source": "paper"}
    begun.does("import", begun.file(source, {**claim, "occurred": "2021-06-01"}, name="first.jsonl"))
    number = listed(begun)[0]["id"]
    assert undone(begun, number, "--dry-run")["staying"] == [{"kind": "source", "id": "paper", "usedElsewhere": False}]
    begun.imported({**claim, "occurred": "2021-06-02"})

    assert undone(begun, number)["staying"] == [{"kind": "source", "id": "paper", "usedElsewhere": True}]


def test_an_unknown_import_is_refused(begun: Cli) -> None:
    refused = begun("import", "--undo", "999")

    assert refused.code == 1
    assert "timeline imports" in refused.err
    assert begun("import").code == 2
    assert begun("import", "--undo", "1", begun.file("{}")).code == 2


@pytest.mark.parametrize("seed", range(4))
def test_editions_that_were_undone_and_loaded_again_answer_as_if_they_had_been_loaded_once(
    sqlite_cli: Cli, seed: int
) -> None:
    """Given two editions, loaded and undone in any order and with other numbers, the last numbers count, on any day."""
    chance, cli = Random(seed), sqlite_cli
    cli.imported(*cast(), place("t-1", "Ford"), place("t-2", "Hill"), place("t-3", "Mill"))
    loaded: dict[str, tuple[str, list[int]]] = {}
    for step in range(10):
        day = chance.choice(["2021-06-10", "2021-06-12"]) if step < 8 else ["2021-06-10", "2021-06-12"][step - 8]
        if day not in loaded:
            numbers = [10 * step + 1, 10 * step + 2]  # an edition that says what the one before said brings nothing
            rows = [f"{town},2021-06-01,{number}" for town, number in zip(("Ford", "Hill"), numbers, strict=True)]
            load(cli, COUNTED, table(cli, HEADER, *rows), options=("--known-at", day))
            loaded[day] = (listed(cli)[0]["id"], numbers)
        elif step < 8 and cli("import", "--undo", loaded[day][0]).code == 0:
            del loaded[day]
        if "2021-06-10" in loaded:
            assert dead(cli, "--known-on", "2021-06-11")[0] == sum(loaded["2021-06-10"][1]), step

    for known, day in (("2021-06-10", "2021-06-10"), ("2021-06-12", "2021-06-12"), ("2030-01-01", "2021-06-12")):
        total = sum(loaded[day][1])
        assert dead(cli, "--known-on", known) == (total, total)


def test_an_erasure_stays_when_its_import_is_taken_back(sqlite_cli: Cli) -> None:
    """given a file with a claim and an erasure; when it is taken back; then the claim is, and the erasure stays"""
    cli = sqlite_cli
    cli.imported(*cast())
    cli.does("import", cli.file(asserted(id="claim"), erased(f"sealed:{'0f' * 32}", id="gone")))
    newest = listed(cli)[0]

    report = undone(cli, newest["id"])

    assert report["retracted"] == 1
    assert report["staying"] == [{"kind": "erasure", "id": "gone", "usedElsewhere": False}]
