"""Rows that describe what they name: described once, and only by rows that are good."""

import json
from pathlib import Path

import pytest

from importers import limits
from tests.support.cli_runner import Cli
from tests.support.table_imports import LIST, counts, load, table

TOWN = """[[once]]
type = "PlaceRegistered"
place = { column = "town", slug = true }
kind = { value = "POPULATED_PLACE" }
names = [{ text = "town" }]
parent = "within"
"""
"""A table that brings its places."""


def test_a_row_whose_description_is_refused_is_counted_once(begun: Cli) -> None:
    """Given a list that brings its places, of which one has a parent that nobody knows."""
    mapping = LIST.replace('place = { name = "town" }', 'place = { column = "town", slug = true }') + f"\n{TOWN}"
    rows = table(begun, "date,town,holder,within", "2021-06-01,Kokul,0,af", "2021-06-01,Nowhere,1,atlantis")

    report = load(begun, mapping, rows)

    assert counts(report) == {"read": 2, "new": 1, "refused": 1}
    assert [one["line"] for one in report["problems"]] == [3]


TOWNS = f"""
name = "towns"
source = "neutral"
{TOWN}[event]
type = "ControlAsserted"
occurred = "date"
place = {{ column = "at" }}
holder = {{ value = "government" }}
"""


def towns(cli: Cli, *rows: str) -> Path:
    return table(cli, "town,within,date,at", *rows)


def of_towns(cli: Cli) -> list[str]:
    return [one["id"] for one in map(json.loads, cli.log()) if one["id"].startswith("towns/")]


def test_of_a_row_whose_description_is_refused_nothing_is_recorded(begun: Cli) -> None:
    """Given a description of a place in one that nobody knows, with an event elsewhere that would be good."""
    rows = towns(begun, "Newtown,atlantis,2021-06-01,t-1", "Oldtown,af,2021-06-02,t-1")

    assert counts(load(begun, TOWNS, rows)) == {"read": 2, "new": 1, "refused": 1}
    assert of_towns(begun) == ["towns/place/oldtown", "towns/t-1/2021-06-02"]


@pytest.mark.parametrize("lines_max", [1, 5_000], ids=["in two batches", "in one"])
def test_a_description_that_was_refused_does_not_keep_a_good_one_out(
    begun: Cli, lines_max: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a place that is described wrongly at first, then well; once it is known nobody asks what else is said."""
    monkeypatch.setattr(limits, "BATCH_LINES_MAX", lines_max)
    bad, good = "Newtown,atlantis,2021-06-01,newtown", "Newtown,af,2021-06-02,newtown"
    rows = towns(begun, bad, bad, good, bad.replace("01", "03"), good.replace("02", "04"))

    report = load(begun, TOWNS, rows)

    assert counts(report) == {"read": 5, "new": 3, "refused": 2}
    assert of_towns(begun)[0] == "towns/place/newtown"


@pytest.mark.parametrize("also", [False, True], ids=["alone", "among others"])
def test_a_file_of_which_no_row_is_good_leaves_no_descriptions_either(begun: Cli, also: bool) -> None:
    """Given good descriptions of a row whose event is refused; and another file, of which something is kept."""
    bad = towns(begun, "Newtown,af,2021-06-01,nowhere")
    good = table(begun, "town,within,date,at", "Oldtown,af,2021-06-02,t-2", name="good.csv")

    report = load(begun, TOWNS, bad, *([good] if also else []), code=1)

    assert [one["stored"] for one in report["files"]] == [False, True][: 1 + also]
    assert of_towns(begun) == ["towns/place/oldtown", "towns/t-2/2021-06-02"] * also
    if also:
        words = ("state", "t-2", "--as-of", "2021-06-02", "--json")
        assert begun(*words).json["holder"]["id"] == "government"
