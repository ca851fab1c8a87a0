"""The mappings that come with the sample: each can be read, and each is in the docs with its command."""

from pathlib import Path

import pytest

from importers.tables.mapping import Mapping, read
from importers.tables.mapping_part import TOP_KEYS
from tests.support.repository import ROOT
from tests.support.table_files import mapped

MAPPINGS = sorted((ROOT / "sample" / "mappings").glob("*.toml"))


@pytest.mark.parametrize("path", MAPPINGS, ids=lambda path: path.stem)
def test_it_can_be_read_and_is_documented(path: Path) -> None:
    read(path.read_bytes())

    assert f"sample/mappings/{path.name}" in (ROOT / "docs" / "importing.md").read_text("utf-8")


def events(name: str, text: str, file_name: str = "table.csv") -> list:
    lines = mapped((ROOT / "sample" / "mappings" / f"{name}.toml").read_text("utf-8"), text, file_name)
    assert [problem for line in lines for problem in line.problems] == []
    return [event for line in lines for event in line.events]


def test_control_snapshots_are_read() -> None:
    text = "district,date,holder\nAF1905,2021-06-22,1\nAF1905,23.06.2021,contested\n"

    assert [(e.occurred, e.holder, e.level) for e in events("control-snapshots", text)] == [
        ("2021-06-22", "taliban", "CONTROL"),
        ("2021-06-23", None, "CONTESTED"),
    ]


def test_daily_counts_are_read_oldest_vintage_first() -> None:
    text = 'date,country,individuals,as_of\n2022-03-01,Poland,"1,200",2022-03-05\n2022-03-01,Poland,1000,2022-03-02\n'

    found = events("daily-counts", text)

    assert [(str(e.published), e.count.best) for e in found] == [("2022-03-02", 1000), ("2022-03-05", 1200)]
    assert len({e.id for e in found}) == 1


def test_what_is_open_is_read() -> None:
    """OCHA's list of June 2023: other words, a column more, and what nobody says is left out."""
    text = (
        "Name_ENG,Name_UKR,Type,Country,Status,StatusAsOf,Lon,Lat,Direction\n"
        "Alpha - Beta,Альфа,Road,Poland,Operational,2023-05-30,23.80,51.18,\n"
        "Gamma - Delta,Гамма,Rail,Moldova,CLOSED,30.05.2023,28.41,46.48,Exit\n"
    )

    found = events("crossing-status", text, "crossings-2023-06-24.csv")

    assert [(e.place, e.occurred, e.status, e.direction, str(e.published)) for e in found] == [
        ("ua-bcp-23-80-51-18", "2023-05-30", "OPEN", None, "2023-06-24"),
        ("ua-bcp-28-41-46-48", "2023-05-30", "CLOSED", "OUTBOUND", "2023-06-24"),
    ]
    assert found[0].id != found[1].id


def test_the_hint_for_a_key_in_the_wrong_place_knows_every_key_at_the_top() -> None:
    assert set(Mapping.model_fields) == TOP_KEYS
