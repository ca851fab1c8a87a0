"""What is withheld on the command line: recorded, imported and released."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from domain.events import interchange
from domain.values.terms import Visibility
from importers import limits
from store.db import limits as store_limits
from tests.support.altered_logs import execute
from tests.support.builders import cast, changed, event, source
from tests.support.cli_runner import Cli
from tests.support.newsroom import Newsroom

PUBLIC, PARTNER, _, SEALED = Visibility
RELEASE = "2100-01-01T00:00:00Z"


def test_an_event_recorded_by_hand_is_withheld_and_released(newsroom: Newsroom) -> None:
    told = interchange.write(changed(id="scoop"))
    newsroom.cli.does("record", "--json", "--event", told, "--visibility", "partner")
    before = newsroom.published()

    newsroom.cli.does("release", "scoop", "--json")

    assert ("scoop" in before[PUBLIC], "scoop" in before[PARTNER]) == (False, True)
    assert "scoop" in newsroom.published()[PUBLIC]


def test_a_file_is_withheld_and_what_is_on_record_already_is_not(newsroom: Newsroom) -> None:
    newsroom.cli.does("import", newsroom.cli.file(changed(id="first")))
    newsroom.published()

    newsroom.cli.does("import", newsroom.cli.file(changed(id="first"), changed(id="second")), "--visibility", "sealed")

    assert {"first", "second"} & newsroom.published()[PARTNER] == {"first"}


def test_a_long_file_is_withheld_part_by_part(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ONE_TRANSACTION_BYTES", 1)
    events = [changed(id=f"told-{number}") for number in range(30)]

    newsroom.cli.does("import", newsroom.cli.file(*events), "--visibility", "sealed")

    assert not any(id.startswith("told-") for id in newsroom.published()[PARTNER])
    newsroom.cli.does("release", *(f"told-{number}" for number in range(30)), "--json")
    assert {each.id for each in events} <= newsroom.published()[PUBLIC]


WITHHELD = event("VisibilitySet", id="said", events=["told"], visibility="SEALED")
MISSPELT = '{"type": "VisibilitySet", "version": 1, "events": ["told"], "visibility": "SECRET"}'
UNKNOWN = event("VisibilitySet", id="said", events=["tolled"], visibility="SEALED")


def test_a_file_says_itself_who_may_open_its_events(newsroom: Newsroom) -> None:
    newsroom.cli.does("import", newsroom.cli.file(changed(id="told"), changed(id="open"), WITHHELD))

    assert {"told", "open"} & newsroom.published()[PARTNER] == {"open"}


CUT_OFF = '{"type": "Visib'
ESCAPED = '{"type": "Visibility\\u0053et", "version": 1, "events": ["told"], "visibility": "SECRET"}'


@pytest.mark.parametrize(
    "line",
    [MISSPELT, UNKNOWN, CUT_OFF, ESCAPED],
    ids=["misspelt", "of an unknown event", "cut off", "escaped"],
)
@pytest.mark.parametrize("options", [[], ["--skip-bad"]], ids=["", "skip-bad"])
def test_nothing_is_recorded_where_that_cannot_be_read(newsroom: Newsroom, line: Any, options: list[str]) -> None:
    done = newsroom.cli("import", newsroom.cli.file(changed(id="told"), line), *options)

    assert done.code == 1
    assert "nothing of the file was recorded" in " ".join(done.err.split())
    assert "told" not in newsroom.published()[PUBLIC]


def test_a_file_of_parts_does_not_say_so_itself(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ONE_TRANSACTION_BYTES", 1)

    done = newsroom.cli("import", newsroom.cli.file(changed(id="told"), WITHHELD))

    assert "split it" in done.err
    assert "told" not in newsroom.published()[PUBLIC]


@pytest.mark.parametrize("length", ["short", "long"])
@pytest.mark.parametrize("words", [[], ["--dry-run"], ["--skip-bad"]], ids=["", "dry-run", "skip-bad"])
def test_a_file_for_an_audience_without_a_log_is_not_even_read(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, length: str, words: list[str]
) -> None:
    """given a file of which every line is wrong; then nothing is said of its lines, since none was looked at"""
    monkeypatch.setattr(limits, "ONE_TRANSACTION_BYTES", 1 if length == "long" else 1 << 30)

    done = newsroom.cli("import", newsroom.cli.file("no event", "neither"), "--visibility", "internal", *words)

    assert done.code == 1
    assert "no log is kept for INTERNAL: set TIMELINE_INTERNAL_DATABASE_URL" in " ".join(done.err.split())
    assert "line 1" not in done.out + done.err


@pytest.mark.parametrize(("to", "remedy"), [("INTERNAL", "no log is kept for INTERNAL"), ("SEALED", "split it")])
def test_a_long_file_is_read_no_further_than_a_line_that_cannot_be_recorded(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, to: str, remedy: str
) -> None:
    monkeypatch.setattr(limits, "ONE_TRANSACTION_BYTES", 1)
    monkeypatch.setattr(limits, "BATCH_LINES_MAX", 2)
    said = event("VisibilitySet", events=["told"], visibility=to)

    done = newsroom.cli("import", newsroom.cli.file(changed(id="told"), said, "no event", "neither"))

    assert done.code == 1
    assert remedy in " ".join(done.err.split())
    assert "line 3" not in done.out + done.err
    assert "told" not in newsroom.published()[PUBLIC]


def test_an_export_of_the_record_is_not_opened_where_nobody_is_withheld_from(
    newsroom: Newsroom, new_sqlite: Callable[[str], str], tmp_path: Path
) -> None:
    newsroom.cli.does("record", "--json", "--event", interchange.write(changed(id="scoop")), "--visibility", "sealed")
    file = tmp_path / "log.jsonl"
    newsroom.cli.does("export", "--output", file)
    other = Cli(new_sqlite("other"), tmp_path)

    done = other("import", file)

    assert "TIMELINE_PUBLIC_DATABASE_URL" in done.err


def test_what_was_said_before_can_be_said_again(newsroom: Newsroom) -> None:
    newsroom.cli.does("record", "--json", "--event", interchange.write(changed(id="hold")), "--visibility", "sealed")
    for said in (
        ["--release-at", "2100-01-01T00:00:00Z"],
        ["--to", "sealed"],
        ["--release-at", "2100-01-01T00:00:00Z"],
    ):
        done = json.loads(newsroom.cli.does("release", "hold", *said, "--json"))
        assert not done["replayed"]


def test_what_is_no_id_is_refused(newsroom: Newsroom) -> None:
    done = newsroom.cli("release", "a b", "--json")

    assert done.code == 1
    assert not json.loads(done.out)["recorded"]


def test_who_may_open_an_event_is_shown_beside_it(newsroom: Newsroom) -> None:
    """given an open, a withheld and an embargoed event; when they are listed; then each but the first has it"""
    told = {
        "open": changed(id="open", occurred="2021-06-20"),
        "partner": changed(id="partners", occurred="2021-06-21"),
        "late": changed(id="late", occurred="2021-06-22"),
    }
    newsroom.cli.does("record", "--json", "--event", interchange.write(told["open"]))
    newsroom.cli.does("record", "--json", "--event", interchange.write(told["partner"]), "--visibility", "partner")
    newsroom.cli.does("record", "--json", "--event", interchange.write(told["late"]), "--release-at", RELEASE)
    newsroom.published()

    listed = newsroom.cli.does("events", "--type", "ControlChanged")
    state = newsroom.cli.does("state", "af-imam-sahib", "--as-of", "2021-06-25")
    shown = json.loads(newsroom.cli.does("events", "--json", "--type", "ControlChanged"))["events"]

    assert [line.split()[1:] for line in listed.splitlines() if not line.startswith("        ")] == [
        ["open"],
        ["partners", "(PARTNER)"],
        ["late", "(PUBLIC", "from", f"{RELEASE})"],
    ]
    assert f"late  (PUBLIC from {RELEASE})" in state
    assert [(each["disclosure"]["visibility"], each["disclosure"]["releaseAt"]) for each in shown] == [
        ("PUBLIC", None),
        ("PARTNER", None),
        ("PUBLIC", "2100-01-01T00:00:00+00:00"),
    ]


def test_what_is_withheld_from_each_audience_is_listed(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_limits, "CHUNK_EVENTS", 2)
    for id, *how in (
        ("for-partners", "--visibility", "partner"),
        ("late", "--release-at", RELEASE),
        ("secret", "--visibility", "sealed"),
    ):
        newsroom.cli.does("record", "--json", "--event", interchange.write(source(id, id=id)), *how)
    newsroom.cli.does("record", "--json", "--event", interchange.write(changed(id="told", source="secret")))
    newsroom.published()

    found = json.loads(newsroom.cli.does("audiences", "--withheld", "--json"))["audiences"]
    printed = newsroom.cli.does("audiences", "--withheld")

    first = len(cast()) + 1
    late = {"id": "late", "position": first + 2, "disclosure": {"visibility": "PUBLIC", "releaseAt": RELEASE}}
    assert found[1]["events"] == [
        late,
        {"id": "secret", "position": first + 4, "disclosure": {"visibility": "SEALED", "releaseAt": None}},
        {"id": "told", "position": first + 6, "disclosure": None},
    ]
    assert [each["id"] for each in found[0]["events"]] == ["for-partners", "late", "secret", "told"]
    assert [" ".join(line.split()) for line in printed.splitlines()] == [
        "PUBLIC: 4 withheld",
        f"{first} for-partners (PARTNER)",
        f"{first + 2} late (PUBLIC from {RELEASE})",
        f"{first + 4} secret (SEALED)",
        f"{first + 6} told (for what it refers to)",
        "PARTNER: 3 withheld",
        f"{first + 2} late (PUBLIC from {RELEASE})",
        f"{first + 4} secret (SEALED)",
        f"{first + 6} told (for what it refers to)",
    ]


@pytest.mark.parametrize(
    ("statement", "row"),
    [
        ("DELETE FROM disclosure", "the row scoop is missing"),
        ("UPDATE disclosure SET visibility = 'PUBLIC'", "the row scoop differs in visibility"),
        ("INSERT INTO disclosure VALUES ('told', 1, 'SEALED', NULL)", "the row told is too many"),
    ],
)
def test_what_is_kept_of_it_is_verified_and_mended(newsroom: Newsroom, statement: str, row: str) -> None:
    newsroom.cli.does("record", "--json", "--event", interchange.write(changed(id="scoop")), "--visibility", "sealed")
    execute(newsroom.record, statement)

    verified = newsroom.cli("verify", "--projections")
    newsroom.cli.does("rebuild")

    assert verified.code == 1
    assert f"table disclosure: {row}" in " ".join(verified.err.split())
    assert newsroom.cli.does("verify", "--projections")
    assert "scoop" not in newsroom.published()[PUBLIC]
