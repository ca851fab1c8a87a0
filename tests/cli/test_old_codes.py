"""An old code finds its place, and the report of an import says so, with the line."""

from pathlib import Path

import pytest

from tests.support.builders import asserted, cast, place
from tests.support.cli_runner import Cli
from tests.support.table_imports import CONTROL, load

OLD = {"scheme": "s", "edition": "1", "code": "OLD", "validTo": "2020-01-01"}
NEW = {"scheme": "s", "edition": "2", "code": "NEW", "validFrom": "2020-01-01"}
WARNING = "OLD_CODE, line 2: OLD of s is an old code of x: now it has NEW (edition 2)"


@pytest.fixture
def begun(cli: Cli) -> Cli:
    cli.imported(*cast(), place("x", parent="af", codes=[OLD, NEW]))
    return cli


def told(report: dict) -> tuple[dict, list[str]]:
    return report["files"][0]["repairs"], report["files"][0]["notes"]


def test_an_event_with_an_old_code_is_recorded_and_the_report_counts_it(begun: Cli) -> None:
    """Given a place whose code has changed, when events name it by the new, the old and the old edition's code."""
    refs = ({"scheme": "s", "code": "NEW"}, {"scheme": "s", "code": "OLD"}, {**OLD, "validTo": None}, dict(OLD))
    refs = tuple({k: v for k, v in ref.items() if k != "validTo"} for ref in refs)
    file = begun.file(*(asserted(ref, occurred=f"2021-06-0{n}") for n, ref in enumerate(refs, start=1)))

    dry = begun("import", file, "--dry-run", "--json").json
    ended = begun("import", file, "--json").json

    assert ended["new"] == 4
    assert told(ended) == told(dry) == ({"OLD_CODE": 1}, [WARNING])
    assert told(begun("import", file, "--json").json) == ({}, []), "nothing is recorded the second time"
    assert "1 mended: OLD_CODE" in begun.does("import", begun.file(asserted(refs[1], occurred="2021-05-01")))


@pytest.mark.parametrize("snapshot", ["", "[snapshot]\n"])
def test_a_table_with_old_codes_is_read_and_the_report_counts_its_rows(
    begun: Cli, snapshot: str, tmp_path: Path
) -> None:
    mapping = tmp_path / "m.toml"
    mapping.write_text(
        f"""name = "control"
source = "neutral"
published = "date"
{snapshot}
[event]
type = "ControlAsserted"
occurred = "date"
place = {{ scheme = {{ value = "s" }}, code = "pcode" }}
holder = "holder"
"""
    )
    table = tmp_path / "t.csv"
    table.write_text("date,pcode,holder\n2021-06-01,OLD,taliban\n2021-06-02,OLD,government\n2021-06-03,NEW,taliban\n")

    repairs, notes = told(begun("import", table, "--mapping", mapping, "--json").json)

    assert repairs == {"OLD_CODE": 2}
    assert WARNING in notes


def test_a_code_in_another_form_is_refused_with_the_one_that_may_be_meant(sample_cli: Cli) -> None:
    rows = "pcode,date,holder,vintage\nAFG1905,2021-06-25,1,2021-06-26\n"
    path = sample_cli.folder / "rows.csv"
    path.write_text(rows, "utf-8")

    report = load(sample_cli, CONTROL, path, code=1)

    messages = [problem["message"] for problem in report["problems"] if problem["code"] == "UNKNOWN_PLACE"]
    assert "is it AF1905, af-imam-sahib (Imam Sahib" in messages[0]
