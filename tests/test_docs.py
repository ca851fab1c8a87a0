"""Docs cannot lie: every answer and every command in them is asked and run again here."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from api.cli import app
from domain.events import TYPES
from domain.values.terms import Certainty, Policy
from sample.queries import questions
from tests import docs

ROOT = docs.ROOT
README = (ROOT / "README.md").read_text("utf-8")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> docs.Folder:
    """For questions alone: the others copy it."""
    return docs.Folder(tmp_path_factory.mktemp("reader"))


@pytest.mark.parametrize("page", docs.PAGES, ids=lambda page: page.name)
def test_what_a_page_shows_is_what_a_reader_gets(tmp_path: Path, folder: docs.Folder, page: Path) -> None:
    """Given a fresh folder, when the page's commands and questions are tried in order, then its answers come."""
    text = page.read_text("utf-8")
    if "<!-- end -->" in text:
        assert docs.renewed(docs.Folder(tmp_path, folder), text) == text, "run: make docs"


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_the_answers_on_the_landing_page_are_those_of_the_sample(folder: docs.Folder, question) -> None:
    assert docs.answer(folder, question.query) == question.answer, "run: make docs"


def test_every_command_is_in_the_readme() -> None:
    for name in get_command(app).commands:
        assert f"`timeline {name}" in README


def test_every_link_leads_to_a_file() -> None:
    for page in [*docs.PAGES, *(ROOT / "docs" / "decisions").glob("*.md"), *(ROOT / "sample").rglob("*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{page.name} links to {link}"


def test_every_path_in_the_tour_is_there() -> None:
    tour = (ROOT / "docs" / "tour.md").read_text("utf-8")
    for path in re.findall(r"`((?:domain|store|importers|api|migrations|sample|tests)/[\w./-]+)`", tour):
        assert (ROOT / path).exists(), path


def test_every_policy_certainty_and_type_of_event_is_explained() -> None:
    resolution = (ROOT / "docs" / "resolution.md").read_text("utf-8")
    events = (ROOT / "docs" / "events.md").read_text("utf-8")
    assert all(f"`{policy}`" in resolution for policy in Policy)
    assert all(f"| {certainty} |" in resolution for certainty in Certainty)
    assert all(f"### {name}\n" in events for name in TYPES)
