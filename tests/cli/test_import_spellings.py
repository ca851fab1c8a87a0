"""What is read otherwise than it is spelt is in the report; a row may bring a source of its own."""

import json

from tests.support.builders import place
from tests.support.cli_runner import Cli
from tests.support.table_imports import load, table

TABLE = """
name = "hand"
source = "neutral"
[[once]]
type = "SourceRegistered"
source = { column = "link", slug = true }
name = { template = "{paper|link}" }
publisher = "paper"
url = "link"
[event]
type = "ControlAsserted"
occurred = "date"
place = { first = [{ column = "town", values = { Milll = "t-3" }, other = "empty" }, { name = "town" }] }
holder = "holder"
source = { column = "link", slug = true }
note = "note"
"""
HEADER = "date,town,holder,link,paper,note"


def test_names_that_are_spelt_otherwise_are_listed(begun: Cli) -> None:
    begun.imported(place("t-4", "Stone", "Stane"))
    rows = table(
        begun,
        HEADER,
        *("2021-06-01,Milll,taliban,,,", "2021-06-02,Milll,taliban,,,", "2021-06-02,Stane,taliban,,,"),
        *("2021-06-02,ford,taliban,,,", "2021-06-02,Nowhere,taliban,,,"),
    )

    notes = load(begun, TABLE, rows)["files"][0]["notes"]

    assert [note for note in notes if note.startswith("OTHER_SPELLING")] == [
        "OTHER_SPELLING, line 2, and in 1 more: 'Milll' was taken for t-3 (Mill)",
        "OTHER_SPELLING, line 4: 'Stane' was taken for t-4 (Stone)",
    ]


def test_a_row_brings_its_source(begun: Cli) -> None:
    rows = table(
        begun,
        HEADER,
        "2021-06-01,Ford,taliban,https://www.example.org/a?b=1,The Paper,seen at noon",
        "2021-06-01,Hill,taliban,https://www.example.org/a/b/1,The Paper,",
        "2021-06-01,Mill,taliban,,,by telephone",
    )

    assert load(begun, TABLE, rows)["new"] == 3

    events = [json.loads(line) for line in begun.log()][-5:]
    sources = [each for each in events if each["type"] == "SourceRegistered"]
    claims = [each for each in events if each["type"] == "ControlAsserted"]
    assert [each["url"] for each in sources] == ["https://www.example.org/a?b=1", "https://www.example.org/a/b/1"]
    assert {each["publisher"] for each in sources} == {"The Paper"}
    assert [each["source"] for each in claims] == [sources[0]["source"], sources[1]["source"], "neutral"]
    assert [each.get("note") for each in claims] == ["seen at noon", None, "by telephone"]
