"""Loading files: all of a file or nothing, once, with an answer that says what to do."""

import json
from pathlib import Path
from typing import Any

import pytest

from domain.events.interchange import write
from tests.support.builders import asserted, cast, changed, place
from tests.support.cli_runner import Cli
from tests.support.repository import SAMPLE_FILES

CAST = len(cast())
CLAIM = {"type": "ControlAsserted", "place": "af-imam-sahib", "holder": "taliban", "occurred": "2021-06-22"}
PLACE = {"type": "PlaceRegistered", "kind": "DISTRICT", "names": [{"text": "Somewhere"}]}

BAD: dict[str, tuple[dict[str, Any] | bytes, str, str]] = {
    "unknown place": (CLAIM | {"place": "nowhere"}, "place", "UNKNOWN_PLACE"),
    "ambiguous name": (CLAIM | {"place": {"name": "Twin"}}, "place", "AMBIGUOUS_PLACE"),
    "unknown actor": (CLAIM | {"holder": "nobody"}, "holder", "UNKNOWN_ACTOR"),
    "unknown source": (CLAIM | {"source": "rumour"}, "source", "UNKNOWN_SOURCE"),
    "impossible date": (CLAIM | {"occurred": "2021-02-30"}, "occurred", "IMPOSSIBLE_DATE"),
    "bounds that cross": (
        {
            "type": "PersonsCrossedBorder",
            "origin": "af",
            "destination": "af",
            "occurred": "2021-06-22",
            "count": {"low": 9, "high": 1, "qualifier": "ABOUT"},
        },
        "count",
        "BOUNDS_CROSS",
    ),
    "correction of a missing event": (
        {"type": "EventCorrected", "event": "missing", "replacement": CLAIM, "reason": "slip"},
        "event",
        "UNKNOWN_EVENT",
    ),
    "self-retraction": (
        {"type": "EventRetracted", "id": "itself", "event": "itself", "reason": "slip"},
        "event",
        "SELF_REFERENCE",
    ),
    "its own parent": (PLACE | {"place": "loop", "parent": "loop"}, "", "CYCLIC_PARENT"),
    "cyclic parents": (
        PLACE | {"type": "PlaceChanged", "place": "af", "parent": "af-kunduz"},
        "parent",
        "CYCLIC_PARENT",
    ),
    "NUL": (CLAIM | {"note": "a\0b"}, "note", "CONTROL_CHARACTER"),
    "lone surrogate": (CLAIM | {"note": "\ud800"}, "note", "LONE_SURROGATE"),
    "bidi control": (CLAIM | {"note": "\u202eabc"}, "note", "BIDI_CONTROL"),
    "name of 100,000 characters": (
        PLACE | {"place": "long", "names": [{"text": "Long"}, {"text": "n" * 100_000}]},
        "names.1.text",
        "TOO_LONG",
    ),
    "note of 1 MB": (CLAIM | {"note": "n" * 990_000}, "note", "TOO_LONG"),
    "line over the limit": (CLAIM | {"note": "n" * 2_000_000}, "", "TOO_LONG"),
    "no such type": (CLAIM | {"type": "PlaceVanished"}, "", "UNION_TAG_INVALID"),
    "no such field": (CLAIM | {"colour": "red"}, "colour", "EXTRA_FORBIDDEN"),
    "a key twice": (b'{"type": "ControlAsserted", "type": "ControlChanged"}', "", "KEY_TWICE"),
    "no number": (b'{"type": "PlaceRegistered", "longitude": NaN}', "", "NOT_A_NUMBER"),
    "not UTF-8": ('{"note": "café"}'.encode("latin-1"), "", "NOT_UTF_8"),
    "100,000 arrays": (b"[" * 100_000, "", "NOT_JSON"),
    "a number of 5,000 digits": (b'{"longitude": ' + b"9" * 5_000 + b"}", "", "NOT_JSON"),
    "a comment": (b"# told by phone", "", "COMMENT"),
}


@pytest.fixture
def begun(cli: Cli) -> Cli:
    cli.imported(*cast(), place("twin-1", "Twin"), place("twin-2", "Twin"))
    return cli


@pytest.fixture
def begun_sqlite(sqlite_cli: Cli) -> Cli:
    sqlite_cli.imported(*cast())
    return sqlite_cli


def counts(report: dict[str, Any]) -> tuple[int, int, int, int]:
    return report["read"], report["new"], report["repeated"], report["refused"]


class TestBadLines:
    def test_every_bad_line_is_named_with_its_field_and_its_code_and_nothing_is_stored(self, begun: Cli) -> None:
        before = begun.log()
        all_problems = begun.folder / "problems.jsonl"
        bad = begun.file(asserted(), *(line for line, _, _ in BAD.values()), asserted(holder="government"))

        ended = begun("import", bad, "--json", "--errors", all_problems)

        found = [json.loads(line) for line in all_problems.read_text().splitlines()]
        expected = [(number, field, code) for number, (_, field, code) in enumerate(BAD.values(), start=2)]
        assert [(one["line"], ".".join(one["path"]), one["code"]) for one in found] == expected
        assert all(one["message"] for one in found)
        assert (ended.code, counts(ended.json)) == (1, (len(BAD) + 2, 2, 0, len(BAD)))
        assert not ended.json["files"][0]["stored"]
        assert ended.json["problems"] == found[:20]
        assert begun.log() == before

    def test_the_good_lines_are_stored_if_bad_ones_are_to_be_skipped(self, begun: Cli) -> None:
        before = begun.log()
        bad = begun.file(asserted(), *(line for line, _, _ in BAD.values()), asserted(holder="government"))

        ended = begun("import", bad, "--skip-bad", "--json")

        assert ended.code == 1
        assert ended.json["files"][0]["stored"]
        assert len(begun.log()) == len(before) + 2

    def test_every_message_can_be_acted_on(self, begun_sqlite: Cli) -> None:
        bad = begun_sqlite.file(CLAIM | {"place": "nowhere"}, write(asserted())[:-20])

        ended = begun_sqlite("import", bad)

        first, second = (line for line in ended.err.splitlines() if line.startswith(f"{bad}:"))
        assert first == (
            f"{bad}:1: place: no place nowhere is registered: "
            "record its PlaceRegistered first, or check the spelling [UNKNOWN_PLACE]"
        )
        # The file of the helper ends every line.
        assert second.startswith(f"{bad}:2: not valid JSON")
        assert "nothing stored" in ended.out

    def test_a_half_written_last_line_is_named(self, begun_sqlite: Cli) -> None:
        half = begun_sqlite.folder / "half.jsonl"
        half.write_text(write(asserted()) + "\n" + write(asserted(holder="government"))[:-20])

        ended = begun_sqlite("import", half, "--json")

        assert [(one["line"], one["code"]) for one in ended.json["problems"]] == [(2, "CUT_OFF")]
        assert len(begun_sqlite.log()) == CAST

    def test_a_thousand_refusals_for_one_reason_are_reported_once_with_their_number(self, begun_sqlite: Cli) -> None:
        lines = [CLAIM | {"place": "nowhere", "id": f"e{i}"} for i in range(500)]
        told = begun_sqlite.file(*lines)

        ended = begun_sqlite("import", told)

        assert ended.err.splitlines()[-3:] == [
            f"{told}:1: place: no place nowhere is registered: "
            "record its PlaceRegistered first, or check the spelling [UNKNOWN_PLACE]",
            "  and 499 more: lines 2, 3, 4 ...",
            "--errors FILE writes every one of them",
        ]

    def test_lines_that_depend_on_a_skipped_one_are_skipped_with_it(self, begun_sqlite: Cli) -> None:
        chain = [asserted("nowhere", id="e0"), *(asserted(id=f"e{i}", partOf=f"e{i - 1}") for i in range(1, 200))]

        ended = begun_sqlite("import", begun_sqlite.file(*chain, asserted(id="free")), "--skip-bad", "--json")

        assert counts(ended.json) == (201, 1, 0, 200)
        assert len(begun_sqlite.log()) == CAST + 1


class TestAgain:
    def test_a_file_that_is_imported_twice_is_stored_once(self, begun: Cli) -> None:
        told = begun.file(asserted(), changed(), asserted({"name": "Imam Sahib"}, id="by-name"))
        begun.does("import", told)
        before = begun.log()

        assert counts(begun("import", told, "--json").json) == (3, 0, 3, 0)
        assert begun.log() == before

    def test_a_file_that_has_grown_adds_what_is_new(self, begun: Cli) -> None:
        begun.does("import", begun.file(asserted()))

        grown = begun.file(asserted(), asserted(holder="government"))

        assert counts(begun("import", grown, "--json").json) == (2, 1, 1, 0)

    def test_an_id_already_used_for_another_event_is_refused_with_the_remedy(self, begun: Cli) -> None:
        begun.does("import", begun.file(asserted(id="told")))

        ended = begun("import", begun.file(asserted(id="told", holder="government")), "--json")

        [problem] = ended.json["problems"]
        assert (ended.code, problem["path"], problem["code"]) == (1, ["id"], "ID_TAKEN")
        assert "EventCorrected" in problem["message"]

    def test_one_id_with_two_meanings_in_a_file_is_refused(self, begun_sqlite: Cli) -> None:
        ended = begun_sqlite("import", begun_sqlite.file(asserted(id="x"), asserted(id="x"), changed(id="x")), "--json")

        assert counts(ended.json) == (3, 1, 1, 1)
        assert [(one["line"], one["code"]) for one in ended.json["problems"]] == [(3, "ID_TAKEN")]

    def test_a_line_is_never_held_against_one_that_was_refused(self, begun: Cli) -> None:
        """Given a bad line, one more like it, and a good one of the same id: when bad ones are skipped, it is kept."""
        bad, before = CLAIM | {"id": "k", "place": "nowhere"}, begun.log()

        ended = begun("import", begun.file(bad, bad, asserted(id="k"), changed(id="k")), "--skip-bad", "--json")

        assert counts(ended.json) == (4, 1, 0, 3)
        assert [(one["line"], one["code"]) for one in ended.json["problems"]] == [
            (1, "UNKNOWN_PLACE"), (2, "UNKNOWN_PLACE"), (4, "ID_TAKEN"),
        ]  # fmt: skip
        assert len(begun.log()) == len(before) + 1

    def test_the_sample_loads_and_a_second_time_adds_nothing(self, sample_cli: Cli) -> None:
        before = sample_cli.log()

        report = sample_cli("import", *SAMPLE_FILES, "--json").json

        assert (report["new"], report["repeated"]) == (0, len(before))
        assert sample_cli.log() == before


class TestFiles:
    def test_files_are_loaded_in_order_and_nothing_after_a_bad_one(self, sqlite_cli: Cli) -> None:
        good = sqlite_cli.file(*cast(), name="1.jsonl")
        bad = sqlite_cli.file(asserted(), asserted("nowhere"), name="2.jsonl")
        after = sqlite_cli.file(asserted(holder="government"), name="3.jsonl")

        ended = sqlite_cli("import", good, bad, after, "--json")

        assert [(one["name"], one["stored"]) for one in ended.json["files"]] == [(str(good), True), (str(bad), False)]
        assert ended.json["notRead"] == [str(after)]
        assert len(sqlite_cli.log()) == CAST

    def test_a_dry_run_checks_files_that_depend_on_each_other_and_stores_nothing(self, cli: Cli) -> None:
        files = [cli.file(*cast(), name="1.jsonl"), cli.file(asserted(), name="2.jsonl")]

        ended = cli("import", *files, "--dry-run", "--json")

        assert (ended.code, counts(ended.json)) == (0, (CAST + 1, CAST + 1, 0, 0))
        assert cli.log() == []

    def test_a_dry_run_says_what_would_change(self, cli: Cli) -> None:
        cli.imported(*cast(), asserted(occurred="2021-06-20"))
        file = cli.file(asserted(holder="government", occurred="2021-06-25"))

        changes = cli("import", file, "--dry-run", "--json").json["changes"]

        change = changes[-1]
        assert (change["from"], change["after"]["holder"]["id"]) == ("2021-06-25", "government")
        assert "Answers about 1 place would differ" in cli.does("import", file, "--dry-run")
        before = cli("state", "af-imam-sahib", "--as-of", "2021-06-25", "--json").json
        cli.does("import", file)
        after = cli("state", "af-imam-sahib", "--as-of", "2021-06-25", "--json").json
        for state, shown in ((before, change["before"]), (after, change["after"])):
            assert (state["holder"]["id"], state["why"]["text"]) == (shown["holder"]["id"], shown["text"])

    def test_a_dry_run_of_what_is_refused_says_nothing_of_that(self, sqlite_cli: Cli) -> None:
        ended = sqlite_cli("import", sqlite_cli.file(*cast(), asserted("nowhere")), "--dry-run", "--json")

        assert (ended.code, "changes" in ended.json) == (1, False)

    def test_a_dry_run_without_a_database_leaves_none(self, tmp_path: Path) -> None:
        cli = Cli(f"sqlite:///{tmp_path}/new.db", tmp_path)

        cli.does("import", *SAMPLE_FILES, "--dry-run")

        assert not (tmp_path / "new.db").exists()

    def test_an_import_makes_the_database_that_is_missing(self, tmp_path: Path) -> None:
        cli = Cli(f"sqlite:///{tmp_path}/new.db", tmp_path)

        cli.does("import", cli.file(*cast()))

        assert len(cli.log()) == CAST

    def test_standard_input_is_a_file_too(self, sqlite_cli: Cli) -> None:
        data = "".join(f"{write(one)}\n" for one in cast()).encode()

        ended = sqlite_cli("import", "-", "--json", input=data)

        assert (ended.json["files"][0]["name"], ended.json["new"]) == ("standard input", CAST)

    @pytest.mark.parametrize(("name", "remedy"), [("missing.jsonl", "check its name"), (".", "name the files in it")])
    def test_what_is_no_file_is_wrong_use(self, sqlite_cli: Cli, name: str, remedy: str) -> None:
        ended = sqlite_cli("import", sqlite_cli.folder / name)

        assert ended.code == 2
        assert remedy in ended.err

    def test_the_problems_are_never_written_over_what_is_imported(self, begun_sqlite: Cli) -> None:
        bad = begun_sqlite.file(asserted("nowhere"))
        before = bad.read_bytes()

        ended = begun_sqlite("import", bad, "--errors", bad)

        assert ended.code == 2
        assert bad.read_bytes() == before

    def test_who_recorded_it_is_kept(self, begun_sqlite: Cli) -> None:
        begun_sqlite.does("import", begun_sqlite.file(asserted(id="mine")), "--by", "nora")

        assert begun_sqlite("events", "--json").json["events"][-1]["recordedBy"] == "nora"
