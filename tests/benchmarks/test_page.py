"""The page that shows the results."""

from pathlib import Path

import pytest

from benchmarks.report.page import renew_page
from benchmarks.report.results import Results
from benchmarks.report.row import Figure, Row
from benchmarks.run import NAMES
from tests.support.repository import ROOT

ROW = Row("size", "bytes of an event", "ours", Figure((640.0,), "bytes"), 700)
RESULTS = Results({"cores": "2"}, {"Python": "3.11"}, {}, [ROW], [], {})


def test_only_what_stands_between_the_marks_is_renewed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- results -->\nold\n<!-- results end -->\nafter\n")

    renew_page(page, RESULTS, "latest")

    text = page.read_text()
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "| bytes of an event; ours | 640 bytes |" in text
    assert "old" not in text


def test_a_page_without_marks_is_left_as_it_is(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("no marks")

    with pytest.raises(ValueError, match=r"page\.md has no <!-- results -->"):
        renew_page(page, RESULTS, "latest")

    assert page.read_text() == "no marks"


def test_the_page_in_the_docs_names_every_goal() -> None:
    text = (ROOT / "docs" / "benchmarks.md").read_text()

    assert "<!-- results -->" in text
    assert [name for name in NAMES if f"`{name}`" not in text] == []
