"""Tables by a mapping: drafted, tried, sorted, and loaded on a given day."""

import json
from typing import Any

import pytest

from api.cli.commands import importing
from importers import limits
from tests.support.cli_runner import Cli
from tests.support.table_imports import CONTROL, LIST, counts, edition, load, table


def test_a_mapping_can_be_drafted_and_tried(begun: Cli) -> None:
    rows = table(begun, "town,day,Held by", "Ford,2021-06-01,Hill Front", "Hill,2021-06-01,Contested", name="towns.csv")
    path = begun.folder / "towns.toml"
    path.write_text(begun.does("mapping", rows), "utf-8")

    assert counts(begun("import", rows, "--mapping", path, "--json").json) == {"read": 2, "new": 2}
    assert begun("mapping", table(begun, "town,day")).code == 1


def test_half_a_character_in_a_table_ends_its_draft_with_a_message(begun: Cli) -> None:
    path = begun.folder / "half.jsonl"
    path.write_text('{"town\\ud800": "Ford", "day": "2021-06-01"}\n', "utf-8")

    ended = begun("mapping", path)

    assert (ended.code, ended.out) == (1, "")
    assert "lone surrogate" in ended.err


def test_the_same_events_with_another_day_of_loading_are_on_record_already(begun: Cli) -> None:
    """Given events that do not say when they were published, whatever day they are given, they are the same events."""
    dated, plain = ("--known-at", "2021-06-25"), ()
    for first, then in ((dated, plain), (plain, dated), (dated, ("--known-at", "2021-06-26"))):
        path = begun.file(
            {"type": "ControlAsserted", "place": "t-1", "holder": "taliban", "occurred": f"2021-06-{len(begun.log())}"}
        )
        begun.does("import", path, *first)

        report = begun("import", path, *then, "--json").json

        assert (report["repeated"], report["refused"]) == (1, 0)
        assert bool(report["files"][0]["notes"]) == (then != plain)


def test_events_without_a_date_of_their_own_are_known_from_the_day_that_is_given(begun: Cli) -> None:
    """Given an export of events that were never published, when another log takes it, then it can say since when."""
    line = {"type": "ControlAsserted", "place": "t-1", "holder": "taliban", "occurred": "2021-06-22"}
    path = begun.file(line)

    begun.does("import", path, "--known-at", "2021-06-25")
    report = begun("import", path, "--known-at", "2021-06-25", "--json").json

    assert json.loads(begun.log()[-1])["published"] == "2021-06-25"
    assert (report["new"], report["repeated"]) == (0, 1)


def test_a_file_of_one_edition_larger_than_any_list_is_refused_without_being_held(
    begun: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SNAPSHOT_PLACES_MAX", 3)
    monkeypatch.setattr(limits, "BATCH_LINES_MAX", 2)

    report = load(
        begun, LIST, edition(begun, "2021-06-01", *["Ford,0"] * 9), edition(begun, "2021-06-02", "Ford,0"), code=1
    )

    assert counts(report) == {"read": 10, "new": 1, "refused": 9}
    assert report["files"][0]["refusals"] == {"EDITION_TOO_LARGE": 9}


@pytest.mark.parametrize("mapping", [CONTROL, LIST], ids=["editions", "lists"])
def test_a_file_that_is_sorted_first_is_seen_to_be_read(begun: Cli, mapping: str, monkeypatch: Any) -> None:
    """Else the bar stands still at its beginning, or at its end, for most of the time."""
    monkeypatch.setattr(limits, "BATCH_LINES_MAX", 2)
    seen: list[int] = []
    monkeypatch.setattr(importing, "_advance", lambda bar, file, done: seen.append(round(100 * done / file.size)))
    rows = [f"AF1905,2021-06-{day:02},Ford,1,2021-07-{(7 * day) % 30 + 1:02}" for day in range(1, 21)]

    load(begun, mapping, table(begun, "pcode,date,town,holder,vintage", *rows))

    assert seen == sorted(seen)
    assert seen[0] < 20
    assert seen[-1] == 100
    assert len([one for one in seen if 50 < one < 100]) > 5


def test_the_draft_compares_holders_with_the_actors_on_record(begun: Cli) -> None:
    rows = table(
        begun, "town,holder,day", "Ford,Taliban,2021-06-01", "Hill,talibn,2021-06-01", "Mill,Taliban,2021-06-01"
    )

    drafted = begun.does("mapping", rows)

    assert '"Taliban" = "taliban"' in drafted
    assert '# refused until you say what it means: "talibn" = "ID"' in drafted
    assert "ActorRegistered" not in drafted


def test_a_table_can_be_drafted_where_there_is_no_database(sqlite_cli: Cli) -> None:
    assert "[event]" in sqlite_cli.does("mapping", table(sqlite_cli, "town,holder,day", "Ford,Taliban,2021-06-01"))
