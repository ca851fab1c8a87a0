"""What stands in the way of each threat is tried by what the table names."""

import re

import pytest

from tests.support.repository import ROOT

PAGE = (ROOT / "docs" / "threat-model.md").read_text("utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith(("| threat", "|---"))]


def test_all_of_stride_is_there() -> None:
    for threat in ("Spoofing", "Tampering", "Repudiation", "Disclosure", "Denial", "Elevation"):
        assert f"| **{threat}**" in PAGE, threat


@pytest.mark.parametrize("row", ROWS)
def test_every_row_names_what_tries_it(row: str) -> None:
    named = re.findall(r"`((?:tests|trust)/[\w/.]+)`", row.rstrip("| ").rpartition("|")[2])

    assert named
    assert [path for path in named if not (ROOT / path).is_file()] == []
